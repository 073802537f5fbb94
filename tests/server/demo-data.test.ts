import { readdirSync, readFileSync } from "node:fs";
import { stdnum } from "stdnum";
import { describe, expect, test } from "vitest";
import type { FindingRow, ImportRow, RatingRow, SiteRow, VisitRow } from "@/core/import-row";
import { rate } from "@/core/rate";
import { type Scheme, schemeSchema, standingOf } from "@/core/scheme";
import { STANDINGS } from "@/core/standing";
import { type DemoSnapshot, demoSnapshots } from "@/server/demo-data/snapshots";

const TODAY = "2026-03-02";
const schemes = new Map<string, Scheme>(
  readdirSync("core/schemes").map((name) => [
    name.replace(/\.json$/, ""),
    schemeSchema.parse(JSON.parse(readFileSync(`core/schemes/${name}`, "utf8"))),
  ]),
);
const snapshots = demoSnapshots(TODAY).map(read);

function read(snapshot: DemoSnapshot) {
  const [first, ...rows] = snapshot.rows();
  if (first?.kind !== "snapshot") throw new Error(`${snapshot.name} does not start as one.`);
  const scheme = schemes.get(first.scheme);
  if (!scheme) throw new Error(`There is no scheme ${first.scheme}.`);
  return {
    name: snapshot.name,
    asOf: snapshot.asOf,
    header: first,
    scheme,
    rows,
    sites: rows.filter((row): row is SiteRow => row.kind === "site"),
    visits: rows.filter((row): row is VisitRow => row.kind === "visit"),
    findings: rows.filter((row): row is FindingRow => row.kind === "finding"),
    ratings: rows.filter((row): row is RatingRow => row.kind === "rating"),
  };
}

const everySite = snapshots.flatMap(({ header, sites }) =>
  sites.map((site) => ({ id: `${header.source.key} ${site.key}`, site })),
);

function standing(scheme: Scheme, { published, inputs }: RatingRow): string {
  if (published === null) {
    const rated = rate(inputs, scheme);
    return rated.ok ? rated.standing : "lost";
  }
  const meaning = standingOf(scheme, published);
  if (meaning === "unmapped") return "unpublished";
  return meaning === "no-result" ? meaning : meaning.standing;
}

function share(of: (standing: string) => boolean): number {
  const last = new Map<string, string>();
  for (const { header, scheme, sites, ratings } of snapshots) {
    for (const { key } of sites) last.set(`${header.source.key} ${key}`, "never");
    for (const row of ratings) {
      const found = standing(scheme, row);
      if (found !== "no-result") last.set(`${header.source.key} ${row.siteKey}`, found);
    }
  }
  return [...last.values()].filter(of).length / last.size;
}

test("the same day gives the same bytes", () => {
  const bytes = (day: string) =>
    JSON.stringify(demoSnapshots(day).map(({ name, asOf, rows }) => [name, asOf, ...rows()]));
  expect(bytes(TODAY)).toBe(bytes(TODAY));
  expect(bytes(TODAY)).not.toBe(bytes("2026-03-03"));
});

test("another day moves dates and nothing else", () => {
  const names = (day: string) =>
    demoSnapshots(day).map(({ rows }) =>
      [...rows()].flatMap((row) => (row.kind === "site" ? [row.key, row.name, row.position] : [])),
    );
  expect(names("2027-11-20")).toEqual(names(TODAY));
});

test("about 3,000 sites lie in three invented towns, in both domains", () => {
  const ids = new Set(everySite.map(({ id }) => id));
  expect(ids.size).toBeGreaterThan(2_900);
  expect(ids.size).toBeLessThan(3_100);
  expect(snapshots.every(({ header }) => header.authority.invented)).toBe(true);
  expect(new Set(snapshots.map(({ header }) => header.authority.country)).size).toBe(3);
  expect(new Set(snapshots.map(({ header }) => header.source.key)).size).toBe(6);
});

test("snapshots come in order of date, the last of yesterday, food twice per town", () => {
  const days = snapshots.map(({ asOf }) => asOf);
  expect(days).toEqual(days.toSorted());
  expect(days.at(-1)).toBe("2026-03-01");
  expect(snapshots.filter(({ header }) => header.domain === "food")).toHaveLength(6);
});

test("a later snapshot has new sites, lacks some, and tells some results anew", () => {
  for (const town of ["demo:tallinn", "demo:rongcheng", "demo:toronto"]) {
    const [before, after] = snapshots.filter(({ header }) => header.source.key === town);
    if (!before || !after) throw new Error(`${town} lacks a snapshot.`);
    const missing = (from: SiteRow[], of: SiteRow[]) => {
      const known = new Set(of.map(({ key }) => key));
      return from.filter(({ key }) => !known.has(key)).length;
    };
    expect(missing(after.sites, before.sites)).toBeGreaterThanOrEqual(10);
    expect(missing(before.sites, after.sites)).toBeGreaterThanOrEqual(5);
    const results = (rows: RatingRow[]) =>
      new Set(rows.map((row) => `${row.siteKey} ${row.visitKey} ${row.published} ${row.ratedOn}`));
    const old = results(before.ratings);
    expect([...results(after.ratings)].filter((result) => !old.has(result)).length).toBeGreaterThan(
      50,
    );
  }
});

test("every standing occurs", () => {
  const found = new Set(
    snapshots.flatMap(({ scheme, ratings }) => ratings.map((row) => standing(scheme, row))),
  );
  for (const each of STANDINGS) expect(found).toContain(each);
});

test("most are green, some yellow, few red, and few without a colour", () => {
  expect(share((found) => found === "green")).toBeGreaterThan(0.74);
  expect(share((found) => found === "yellow")).toBeGreaterThan(0.08);
  expect(share((found) => found === "red")).toBeGreaterThan(0.02);
  expect(share((found) => found === "red")).toBeLessThan(0.07);
});

test("every oddity of real files occurs", () => {
  const count = (has: (site: SiteRow) => boolean) =>
    new Set(everySite.filter(({ site }) => has(site)).map(({ id }) => id)).size;
  expect(count((site) => site.siteKind === "mobile")).toBe(25);
  expect(count((site) => site.siteKind === "online")).toBe(18);
  expect(count((site) => site.closedOn !== null)).toBeGreaterThan(20);
  expect(count((site) => site.resultPending)).toBeGreaterThan(10);
  expect(count((site) => site.reply !== null)).toBeGreaterThan(100);
  expect(count((site) => site.formerNames.length > 0)).toBeGreaterThan(50);
  expect(count((site) => site.siteKind === "fixed" && site.position === null)).toBeGreaterThan(20);
  expect(count((site) => site.name.length > 60)).toBe(2);
  expect(count((site) => site.name.includes("<b>"))).toBe(1);
  for (const script of [
    /\p{Script=Cyrillic}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Han}/u,
    /[õšžé]/u,
  ]) {
    expect(count((site) => script.test(site.name))).toBeGreaterThan(20);
  }
});

describe("boxes", () => {
  test.each([
    ["demo-tallinn", 59.35, 59.48, 24.6, 24.92],
    ["demo-rongcheng", 36.86, 37.4, 122.3, 122.6],
    ["demo-toronto", 43.58, 43.83, -79.56, -79.2],
  ])("%s stays on its ground", (slug, south, north, west, east) => {
    const inTown = snapshots.filter(({ header }) => header.authority.slug.startsWith(slug));
    const positions = inTown.flatMap(({ sites }) => sites.map(({ position }) => position));
    const outside = positions.filter(
      (at) => at && (at.lat < south || at.lat > north || at.lon < west || at.lon > east),
    );
    expect(positions.length).toBeGreaterThan(900);
    expect(outside).toEqual([]);
  });
});

test("mobile vendors have no address, online shops a web address and no position", () => {
  for (const { site } of everySite) {
    if (site.siteKind === "mobile") expect([site.address, !site.position]).toEqual([null, false]);
    if (site.siteKind === "online") {
      expect(site.website).toMatch(/^https:\/\/[a-z-]+\.example$/);
      expect([site.address, site.position]).toEqual([null, null]);
    }
  }
});

describe.each(snapshots)("$name", ({ asOf, scheme, rows, sites, visits, findings, ratings }) => {
  const visitDays = new Map(
    visits.map(({ key, siteKey, visitedOn }) => [`${siteKey} ${key}`, visitedOn]),
  );
  const siteKeys = new Set(sites.map(({ key }) => key));

  test("keys are unique and nothing hangs in the air", () => {
    expect(siteKeys.size).toBe(sites.length);
    expect(new Set(visits.map(({ key }) => key)).size).toBe(visits.length);
    expect(visits.filter(({ siteKey }) => !siteKeys.has(siteKey))).toEqual([]);
    expect(findings.filter((row) => !visitDays.has(`${row.siteKey} ${row.visitKey}`))).toEqual([]);
    expect(ratings.filter(({ siteKey }) => !siteKeys.has(siteKey))).toEqual([]);
    expect(
      ratings.filter(
        (row) => row.visitKey !== null && !visitDays.has(`${row.siteKey} ${row.visitKey}`),
      ),
    ).toEqual([]);
  });

  test("no date lies behind the snapshot or more than five years before it", () => {
    const late = dates(rows).filter(
      (date) => date > asOf || date < `${Number(asOf.slice(0, 4)) - 5}`,
    );
    expect(late).toEqual([]);
  });

  test("a site has at most eight visits", () => {
    const counts = new Map<string, number>();
    for (const { siteKey } of visits) counts.set(siteKey, (counts.get(siteKey) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(8);
  });

  test("what is published is what the scheme's own rules give", () => {
    const scored = ratings.filter(({ inputs }) => Object.keys(inputs).length > 0);
    const outcomes = scored.map(({ inputs }) => {
      const rated = rate(inputs, scheme);
      return rated.ok ? rated.outcome : rated.refused;
    });
    expect(scored.map(({ published }, n) => published ?? outcomes[n])).toEqual(outcomes);
    expect(scored.length > 0).toBe(!Object.hasOwn(scheme.inputs, "findings"));
  });

  test("findings fit the colour", () => {
    const worst = new Map<string, string[]>();
    for (const row of findings) {
      worst.set(row.visitKey, [...(worst.get(row.visitKey) ?? []), row.severity ?? ""]);
    }
    for (const row of ratings.filter(({ visitKey }) => visitKey !== null)) {
      const found = worst.get(row.visitKey ?? "") ?? [];
      const colour = standing(scheme, row);
      if (colour === "red") expect(found).toContain("crucial");
      if (colour === "yellow") expect(found).toContain("significant");
      if (colour === "green") expect(found).not.toContain("crucial");
    }
  });

  test("operators' register numbers are valid", () => {
    const validators: Record<string, ((number: string) => { isValid: boolean }) | undefined> = {
      "ee-regcode": stdnum.EE?.registrikood?.validate,
      "cn-uscc": stdnum.CN?.uscc?.validate,
      "ca-bn": stdnum.CA?.bn?.validate,
    };
    const operators = sites.flatMap(({ operator }) => operator ?? []);
    expect(operators.length).toBeGreaterThan(sites.length / 3);
    expect(operators.filter(({ scheme, number }) => !validators[scheme]?.(number).isValid)).toEqual(
      [],
    );
  });
});

test("nine chains of five to thirty places share an operator", () => {
  const places = new Map<string, Set<string>>();
  for (const { id, site } of everySite) {
    const number = site.operator?.number ?? "";
    places.set(number, (places.get(number) ?? new Set()).add(id));
  }
  places.delete("");
  const sizes = [...places.values()].map((ids) => ids.size).filter((size) => size >= 5);
  expect(sizes).toHaveLength(9);
  expect(Math.max(...sizes)).toBe(30);
});

function dates(rows: readonly ImportRow[]): string[] {
  return rows.flatMap((row) => {
    if (row.kind === "visit") return [row.visitedOn];
    if (row.kind === "rating") return row.ratedOn ? [row.ratedOn] : [];
    if (row.kind !== "site") return [];
    return [...(row.closedOn ? [row.closedOn] : []), ...row.formerNames.map(({ until }) => until)];
  });
}
