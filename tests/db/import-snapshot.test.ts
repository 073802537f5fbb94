import fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { ImportRow } from "@/core/import-row";
import type { SiteDetail } from "@/core/listing";
import { connect, type Db } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { createDatabase } from "@/tests/support/database";
import { dumpAll } from "@/tests/support/dump";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";

let db: Db;
const cleanUp: (() => Promise<void>)[] = [];

beforeEach(async () => {
  const database = await createDatabase();
  db = connect(database.url, { max: 4 });
  cleanUp.push(async () => {
    await db.end();
    await database.drop();
  });
});

afterAll(async () => {
  for (const step of cleanUp) await step();
});

const TOWN = [
  snapshot(),
  site("1"),
  rating("1", "5", { inputs: { hygiene: 5, structural: 0, confidence: 5 } }),
  site("2", { reply: "We have cleaned since." }),
  rating("2", "1"),
  site("3"),
  rating("3", "AwaitingInspection", { ratedOn: null }),
  site("4"),
  rating("4", "Exempt", { ratedOn: null }),
];

async function listed(): Promise<Record<string, string>> {
  const rows = await db<{ name: string; standing: string }[]>`
    select name, food_standing as standing from listings order by name`;
  return Object.fromEntries(rows.map(({ name, standing }) => [name, standing]));
}

async function siteNamed(name: string): Promise<SiteDetail> {
  const [row] = await db<{ publicId: string }[]>`
    select public_id from listings where name = ${name}`;
  const found = await findSite(db, row?.publicId ?? "");
  if (!found || "mergedInto" in found) throw new Error(`${name} is not listed.`);
  return found;
}

async function problems(): Promise<string[]> {
  const rows = await db<{ problem: string }[]>`select problem from import_issues order by id`;
  return rows.map(({ problem }) => problem);
}

test("published words become the scheme's colours and unrated states, never a guess", async () => {
  await load(db, "2020-02-01", [...TOWN, site("5"), rating("5", "Splendid"), site("6")]);
  expect(await listed()).toEqual({
    "Cafe Number1": "green",
    "Cafe Number2": "red",
    "Cafe Number3": "never",
    "Cafe Number4": "exempt",
    "Cafe Number5": "unpublished",
    "Cafe Number6": "never",
  });
  expect(await problems()).toEqual(["word-that-no-scheme-maps"]);
  const odd = await siteNamed("Cafe Number5");
  expect(odd.ratings[0]).toMatchObject({ published: "Splendid", outcome: null, scheme: null });
});

test("the same snapshot again changes nothing", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await dumpAll(db);
  const again = await load(db, "2020-02-01", TOWN);
  expect(again.state).toBe("unchanged");
  expect(await dumpAll(db)).toEqual(before);
});

test("a later snapshot adds, renames, moves, supersedes and marks what has gone", async () => {
  await load(db, "2020-02-01", TOWN);
  const result = await load(db, "2020-05-01", [
    snapshot(),
    site("1", { name: "Bistro One", address: "9 New Road" }),
    rating("1", "3", { ratedOn: "2020-04-20" }),
    site("2", { reply: null }),
    rating("2", "1"),
    site("3"),
    rating("3", "AwaitingInspection", { ratedOn: null }),
    site("9"),
    rating("9", "4"),
  ]);
  expect(result.counts).toMatchObject({ added: 1, updated: 2, gone: 1, newRatings: 2 });
  expect(await listed()).toEqual({
    "Bistro One": "yellow",
    "Cafe Number2": "red",
    "Cafe Number3": "never",
    "Cafe Number4": "ceased",
    "Cafe Number9": "green",
  });
  const renamed = await siteNamed("Bistro One");
  expect(renamed.formerNames).toEqual([{ name: "Cafe Number1", until: "2020-05-01" }]);
  expect(renamed.earlier).toMatchObject([
    { outcome: "5", asOf: "2020-02-01", inputs: { hygiene: 5, structural: 0, confidence: 5 } },
  ]);
  expect((await siteNamed("Cafe Number2")).reply).toBeNull();
  const gone = await siteNamed("Cafe Number4");
  expect(gone).toMatchObject({ state: "gone", endedOn: "2020-05-01" });
});

test("what was gone and is named again is open again", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(db, "2020-03-01", TOWN.slice(0, -2));
  expect((await listed())["Cafe Number4"]).toBe("ceased");
  await load(db, "2020-04-01", TOWN);
  expect((await listed())["Cafe Number4"]).toBe("exempt");
});

test("an older snapshot fills history in and does not turn time back", async () => {
  await load(db, "2020-05-01", [snapshot(), site("1", { name: "New Name" }), rating("1", "3")]);
  const older = [
    snapshot(),
    site("1", { name: "Old Name" }),
    rating("1", "5", { ratedOn: "2019-01-01" }),
    site("7"),
    rating("7", "4"),
  ];
  await load(db, "2020-02-01", older);
  expect(await listed()).toEqual({ "New Name": "yellow", "Cafe Number7": "ceased" });
  const found = await siteNamed("New Name");
  expect(found.ratings).toMatchObject([{ outcome: "3", asOf: "2020-05-01" }]);
  expect(found.earlier).toMatchObject([{ outcome: "5", asOf: "2020-02-01" }]);
  expect(found.formerNames.map((former) => former.name)).toEqual(["Old Name"]);
  const before = await dumpAll(db);
  expect((await load(db, "2020-02-01", older)).state).toBe("unchanged");
  expect(await dumpAll(db)).toEqual(before);
});

test("the order in which snapshots arrive does not matter to what is current", async () => {
  const days = ["2020-01-15", "2020-02-15", "2020-03-15", "2020-04-15"];
  const words = fc.constantFrom("5", "3", "1", "AwaitingInspection", null);
  let towns = 0;
  const told = fc.tuple(words, words, words, words);
  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(told, told, order, async (first, second, arrival) => {
      const outcome: string[][] = [];
      for (const sequence of [[0, 1, 2, 3], arrival]) {
        towns += 1;
        const town = `Town${towns}`;
        for (const i of sequence) {
          const rows = [first, second].flatMap((words, place): ImportRow[] => {
            const word = words[i];
            const key = String(place + 1);
            return word ? [site(key), rating(key, word, { ratedOn: null })] : [];
          });
          if (rows.length === 0) continue;
          await load(db, days[i] ?? "", [snapshot({ town }), ...rows], { acceptGone: true });
        }
        const rows = await db<{ row: string }[]>`
          select l.name || ' ' || food_standing as row from listings l
          join authorities a on a.id = l.authority_id where a.slug = ${town.toLowerCase()}
          order by 1`;
        outcome.push(rows.map(({ row }) => row));
      }
      expect(outcome[1]).toEqual(outcome[0]);
    }),
    {
      numRuns: 15,
      // Gone, back and gone again, told out of order.
      examples: [
        [
          ["5", "5", "5", "5"],
          ["5", null, "5", null],
          [1, 0, 3, 2],
        ],
      ],
    },
  );
}, 240_000);

test("a correction of the same day is healed by the next snapshot that repeats it", async () => {
  const awaiting = [snapshot(), site("1"), rating("1", "AwaitingInspection", { ratedOn: null })];
  await load(db, "2020-02-01", [snapshot(), site("1"), rating("1", "5")]);
  await load(db, "2020-02-01", awaiting);
  await load(db, "2020-06-01", awaiting);
  expect(await listed()).toEqual({ "Cafe Number1": "never" });
});

test("a place whose row was refused has not gone", async () => {
  await load(db, "2020-02-01", TOWN);
  const issue = { kind: "issue", line: 1, field: "name", value: null, problem: "missing" } as const;
  const refused = { ...issue, key: "1", action: "row-refused" } as const;
  await load(db, "2020-03-01", [...TOWN.slice(0, 1), refused, ...TOWN.slice(3)]);
  expect((await listed())["Cafe Number1"]).toBe("green");
  const nameless = { ...issue, key: null, action: "row-refused" } as const;
  await load(db, "2020-04-01", [...TOWN.slice(0, 1), nameless, ...TOWN.slice(3)]);
  expect((await listed())["Cafe Number1"]).toBe("green");
});

test("a place that its source lists without a result keeps no old colour", async () => {
  await load(db, "2020-02-01", [snapshot(), site("1"), rating("1", "5")]);
  await load(db, "2020-03-01", [snapshot(), site("1"), rating("1", null, { ratedOn: null })]);
  expect(await listed()).toEqual({ "Cafe Number1": "unpublished" });
});

test("a rating that returns to an earlier value is a new rating", async () => {
  for (const [day, value] of [
    ["2020-02-01", "5"],
    ["2020-03-01", "3"],
    ["2020-04-01", "5"],
  ] as const) {
    await load(db, day, [snapshot(), site("1"), rating("1", value)]);
  }
  const found = await siteNamed("Cafe Number1");
  expect(found.ratings.map((r) => r.outcome)).toEqual(["5"]);
  expect(found.earlier.map((r) => r.outcome)).toEqual(["3", "5"]);
});

test("an id that the source gives to another business starts a new site", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(
    db,
    "2020-03-01",
    [
      ...TOWN.filter((row) => row.kind !== "snapshot" && !("key" in row && row.key === "1")),
      site("1", { name: "Zebra Fishmonger", address: "77 Harbour Lane", postcode: "ZZ9 9ZZ" }),
    ].toSpliced(0, 0, snapshot()),
  );
  expect(await problems()).toEqual(["id-given-to-another-business"]);
  const all = await listed();
  expect(all["Cafe Number1"]).toBe("ceased");
  expect(Object.keys(all)).toContain("Zebra Fishmonger");
  expect((await siteNamed("Zebra Fishmonger")).earlier).toEqual([]);
});

test("a known business under a new id of its source stays the same site", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await siteNamed("Cafe Number1");
  const renumbered: ImportRow[] = TOWN.map((row) =>
    row.kind === "site" && row.key === "1"
      ? { ...row, key: "1001" }
      : row.kind === "rating" && row.siteKey === "1"
        ? { ...row, siteKey: "1001", published: "4" }
        : row,
  );
  const result = await load(db, "2020-03-01", renumbered);
  expect(result.counts).toMatchObject({ renumbered: 1, added: 0, gone: 0 });
  const after = await siteNamed("Cafe Number1");
  expect(after.id).toBe(before.id);
  expect(after.earlier.map((r) => r.outcome)).toEqual(["5"]);
});

test("under its new id a site takes over its new operator and the end of its reply", async () => {
  const operator = (number: string) =>
    ({ scheme: "no-orgnr", level: "establishment", number }) as const;
  const visits = (key: string) => [
    visit(key, `${key}:v`, "2020-01-10"),
    finding(key, `${key}:v`, "Dust."),
  ];
  const more = [site("8"), site("9")];
  await load(db, "2020-02-01", [
    snapshot(),
    site("1", { operator: operator("973870718"), reply: "Old reply" }),
    ...visits("1"),
    ...more,
  ]);
  const renumbered = [
    snapshot(),
    site("1001", {
      name: "Cafe Number1",
      address: "1 High Street",
      postcode: "TE1 1ST",
      operator: operator("981405099"),
    }),
    ...visits("1001"),
    ...more,
  ];
  expect((await load(db, "2020-03-01", renumbered)).counts).toMatchObject({ renumbered: 1 });
  await load(db, "2020-04-01", renumbered);
  const found = await siteNamed("Cafe Number1");
  expect(found).toMatchObject({ operator: { number: "981405099" }, reply: null });
  expect(found.visits).toHaveLength(1);
});

test("ids and dates that cannot be are refused and stop nothing", async () => {
  const result = await load(db, "2020-02-01", [
    snapshot(),
    site("1"),
    visit("1", "v1", "2099-01-01"),
    rating("1", "5", { visitKey: "v1", ratedOn: "2099-01-01" }),
    site("x".repeat(8000), { name: "Endless id" }),
  ]);
  expect(result.state).toBe("applied");
  expect(await listed()).toEqual({ "Cafe Number1": "never" });
  expect(await problems()).toContain("key-too-long");
  expect(await problems()).toContain("date-after-snapshot");
});

test("where many visits are later than the snapshot, its day is wrong and nothing is taken", async () => {
  const visits = Array.from({ length: 20 }, (_, i) => visit("1", `v${i}`, "2021-05-05"));
  const result = await load(db, "2020-02-01", [snapshot(), site("1"), ...visits]);
  expect(result).toMatchObject({ state: "refused" });
  expect(result.reason).toContain("20 visits or results are dated after 2020-02-01");
  expect(await listed()).toEqual({});
});

test("a repeated id is reported; of contradicting rows the newest rating is taken", async () => {
  const result = await load(db, "2020-02-01", [
    snapshot(),
    { ...site("1"), line: 1 },
    { ...rating("1", "2", { ratedOn: "2019-09-09" }), line: 1 },
    { ...site("1", { name: "Wrong Name" }), line: 2 },
    { ...rating("1", "5", { ratedOn: "2018-01-01" }), line: 2 },
    { ...site("2"), line: 3 },
    { ...rating("2", "5"), line: 3 },
    { ...site("2"), line: 4 },
    { ...rating("2", "5"), line: 4 },
  ]);
  expect(await listed()).toEqual({ "Cafe Number1": "red", "Cafe Number2": "green" });
  expect(await problems()).toEqual(["conflicting-id", "repeated-id"]);
  expect(result.counts).toMatchObject({ sites: 4, added: 2 });
});

test("a file that breaks in the middle changes nothing and leaves its reason", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await dumpAll(db);
  const { UnreadableFile } = await import("@/core/import-row");
  const broken = (function* () {
    yield snapshot();
    yield site("1", { name: "Half" });
    throw new UnreadableFile("The XML is broken or cut short.");
  })();
  const result = await load(db, "2020-03-01", broken);
  expect(result).toMatchObject({ state: "refused", reason: "The XML is broken or cut short." });
  expect(await dumpAll(db)).toEqual(before);
});

test("a snapshot without a day is refused with the way to give one", async () => {
  const result = await load(db, "2020-02-01", TOWN, { asOf: null });
  expect(result.state).toBe("refused");
  expect(result.reason).toContain("--as-of");
});

test("a snapshot in which more than 30 % has gone is held until a person accepts it", async () => {
  await load(db, "2020-02-01", TOWN);
  const few = TOWN.slice(0, 5);
  const held = await load(db, "2020-03-01", few);
  expect(held.state).toBe("held");
  expect(held.reason).toContain("2 of 4");
  expect((await listed())["Cafe Number4"]).toBe("exempt");
  const accepted = await load(db, "2020-03-01", few, { acceptGone: true });
  expect(accepted.counts).toMatchObject({ gone: 2 });
});

test("a partial snapshot marks nothing as gone", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(db, "2020-03-01", TOWN.slice(0, 3), { partial: true });
  expect(Object.values(await listed())).not.toContain("ceased");
});

test("visits keep their findings; one told differently later is superseded, not edited", async () => {
  const town = (text: string) => [
    snapshot({ scheme: "us-chicago@2018-07" }),
    site("1"),
    visit("1", "v1", "2020-01-10"),
    finding("1", "v1", text),
    rating("1", "Fail", { visitKey: "v1", ratedOn: "2020-01-10" }),
    visit("1", "v2", "2020-01-20"),
    rating("1", "Pass", { visitKey: "v2", ratedOn: "2020-01-20" }),
    visit("1", "v3", "2020-01-25"),
    rating("1", "No Entry", { visitKey: "v3", ratedOn: "2020-01-25" }),
  ];
  expect(await load(db, "2020-02-01", town("Raw meat above salad."))).toMatchObject({
    state: "applied",
    reason: null,
  });
  await load(db, "2020-03-01", town("Raw meat was kept above salad."));
  const found = await siteNamed("Cafe Number1");
  expect(found.ratings).toMatchObject([{ outcome: "Pass", ratedOn: "2020-01-20" }]);
  expect(
    found.visits.map((v) => [v.visitedOn, v.rating?.outcome ?? null, v.findings.length]),
  ).toEqual([
    ["2020-01-25", null, 0],
    ["2020-01-20", "Pass", 0],
    ["2020-01-10", "Fail", 1],
  ]);
  expect(found.visits[2]?.findings[0]?.text).toBe("Raw meat was kept above salad.");
  const [kept] = await db`select count(*) from findings`;
  expect(kept?.count).toBe(2);
});

test("what was published cannot be edited or deleted from the log, even by hand", async () => {
  await load(db, "2020-02-01", TOWN);
  await expect(db`update ratings set outcome = '5', standing = 'green'`).rejects.toThrow(
    "never edited",
  );
  await expect(db`delete from events`).rejects.toThrow("append-only");
  await expect(db`update events set kind = 'x'`).rejects.toThrow("append-only");
  await expect(db`truncate events`).rejects.toThrow("append-only");
});

test("nothing but a web address can become a link", async () => {
  const website = "javascript:alert(1)";
  await expect(load(db, "2020-02-01", [snapshot(), site("1", { website })])).rejects.toThrow(
    "sites_website",
  );
});

test("two imports of one source at once have the effect of one", async () => {
  const [a, b] = await Promise.all([load(db, "2020-02-01", TOWN), load(db, "2020-02-01", TOWN)]);
  expect([a.state, b.state].sort()).toEqual(["applied", "unchanged"]);
  expect(Object.keys(await listed())).toHaveLength(4);
});

test("imports at once take event positions without gap or repeat", async () => {
  const towns = ["Alpha", "Beta", "Gamma", "Delta"];
  await Promise.all(
    towns.map((town) => load(db, "2020-02-01", [snapshot({ town }), ...TOWN.slice(1)])),
  );
  const positions = await db<{ position: number }[]>`select position from events order by position`;
  expect(positions.map((row) => row.position)).toEqual(
    Array.from({ length: towns.length * 4 }, (_, i) => i + 1),
  );
});

test("imports at once that meet one register number for the first time share its operator", async () => {
  const operator = { scheme: "no-orgnr", level: "establishment", number: "973870718" } as const;
  const towns = ["Alpha", "Beta", "Gamma"];
  const results = await Promise.all(
    towns.map((town) => load(db, "2020-02-01", [snapshot({ town }), site("1", { operator })])),
  );
  expect(results.map(({ state }) => state)).toEqual(["applied", "applied", "applied"]);
  const [entities] = await db`select count(*) from legal_entities`;
  const [operated] = await db`select count(distinct entity_id) from site_operators`;
  expect([entities?.count, operated?.count]).toEqual([1, 1]);
});

test("sites of one register number are told as one operator's", async () => {
  const operator = { scheme: "no-orgnr", level: "establishment", number: "973870718" } as const;
  await load(db, "2020-02-01", [
    snapshot(),
    site("1", { operator }),
    site("2", { operator }),
    site("3"),
  ]);
  const found = await siteNamed("Cafe Number1");
  expect(found.operator).toEqual({ scheme: "no-orgnr", number: "973870718" });
  expect(found.siblings.map((sibling) => sibling.name)).toEqual(["Cafe Number2"]);
});

test("hostile text is kept as text, and what Postgres cannot hold never reaches it", async () => {
  const name = `<script>alert(1)</script> 'or' "1"="1"; \\ \t\n{} ${"x".repeat(10_000)}`;
  const result = await load(db, "2020-02-01", [snapshot(), site("1", { name }), rating("1", "5")]);
  expect(result.state).toBe("applied");
  expect(Object.keys(await listed())).toEqual([name]);
});

test("a snapshot of a day on which its scheme version was not in force says so", async () => {
  await load(db, "2018-10-31", TOWN);
  expect(await problems()).toContain("scheme-not-in-force");
});

test("one of the version's first day does not", async () => {
  await load(
    db,
    "2018-11-01",
    TOWN.map((row) => (row.kind === "rating" ? { ...row, ratedOn: null } : row)),
  );
  expect(await problems()).not.toContain("scheme-not-in-force");
});

test("each result is rated under the version in force on its day, and the older one keeps its own", async () => {
  await load(db, "2024-01-15", [
    snapshot({ scheme: "dk-smiley@3faces" }),
    site("1"),
    site("2"),
    rating("1", "2", { ratedOn: "2023-09-30" }),
    rating("2", "2", { ratedOn: "2023-10-01" }),
  ]);
  const rows = await db`
    select s.source_key as site, r.scheme_version as version
    from ratings r join site_sources s using (site_id) order by site`;
  expect([...rows]).toEqual([
    { site: "1", version: "4faces" },
    { site: "2", version: "3faces" },
  ]);
});
