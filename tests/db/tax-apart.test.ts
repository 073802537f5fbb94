import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import { parseBoardQuery } from "@/core/board-query";
import { DOMAINS, type Domain, type SiteDomain } from "@/core/standing";
import { connect, type Db } from "@/db/client";
import { publish, rebuild } from "@/db/commands/publish";
import { findBoardPage } from "@/db/queries/find-board-page";
import { listMapMarks } from "@/db/queries/list-map-marks";
import { suggest } from "@/db/queries/suggest";
import { registerNumber } from "@/server/demo-data/register-number";
import { createDatabase } from "@/tests/support/database";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let db: Db;
let drop: () => Promise<void>;
const entities: number[] = [];
const SITES = 9;
const OPERATORS = 4;

beforeAll(async () => {
  const created = await createDatabase();
  drop = created.drop;
  db = connect(created.url, { max: 4 });
  for (let n = 0; n < OPERATORS; n += 1) {
    entities.push(await makeEntity(db, { number: registerNumber("ee-regcode", n) }));
  }
});

afterAll(async () => {
  await db.end();
  await drop();
});

const RESULTS = {
  food: ["0", "1", "3", "5", "Exempt", "AwaitingInspection"],
  goods: ["Pass", "Conditional", "Withdrawn", "Exempt", "UnderAppeal", "Suspended"],
} as const;
const TAX = [
  { standing: "green", outcome: "good" },
  { standing: "yellow", outcome: "attention" },
  { standing: "red", outcome: "not-good" },
  { standing: "disputed", outcome: null },
  { standing: "unpublished", outcome: null },
] as const;

type Step =
  | { of: SiteDomain; results: readonly string[] }
  | { of: "tax"; entity: number; to: (typeof TAX)[number]; day: number };

const inspection = (of: SiteDomain) =>
  fc.record({
    of: fc.constant(of),
    results: fc.array(fc.constantFrom<string>(...RESULTS[of]), {
      minLength: SITES,
      maxLength: SITES,
    }),
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  inspection("food"),
  inspection("goods"),
  fc.record({
    of: fc.constant("tax" as const),
    entity: fc.nat(OPERATORS - 1),
    to: fc.constantFrom(...TAX),
    day: fc.integer({ min: 1, max: 28 }),
  }),
);

const TOWNS = {
  food: snapshot(),
  goods: snapshot({ town: "Goodsham", domain: "goods", scheme: "demo-goods@1" }),
};
let day = 0;
/** The next day of a town whose places, of food or of goods, the same businesses run. */
async function inspect(domain: SiteDomain, results: readonly string[]): Promise<void> {
  day += 1;
  const asOf = addDays("2026-02-01", day);
  const rows = results.flatMap((result, i) => {
    const number = registerNumber("ee-regcode", i % (OPERATORS + 1));
    const operator = { scheme: "ee-regcode", level: "entity", number } as const;
    return [
      site(`${i}`, { name: `Blue Door ${i}`, operator }),
      rating(`${i}`, result, { ratedOn: `2026-01-0${(i % 9) + 1}` }),
    ];
  });
  const { state } = await load(db, asOf, [TOWNS[domain], ...rows]);
  expect(["applied", "unchanged"]).toContain(state);
}

async function tax(entity: number, to: (typeof TAX)[number], on: number): Promise<void> {
  const asOf = `2026-01-${String(on).padStart(2, "0")}`;
  await giveTaxStanding(db, entities[entity] ?? 0, { ...to, asOf });
  await publishTheseEntities(db, [entities[entity] ?? 0]);
}

/** All that a reader can see of one domain: colours, counts, order, rank, marks and suggestions. */
async function seen(domain: Domain) {
  const page = async (search: string) => {
    const { query } = parseBoardQuery(new URLSearchParams(`domain=${domain}&${search}`));
    const { items, total, counts } = await findBoardPage(db, query, { cursor: null, limit: 50 });
    const shown = items.map(({ id, standings, tax: ofOperator }) => ({
      id,
      shown: domain === "tax" ? ofOperator : standings.filter((one) => one.domain === domain),
    }));
    return { shown, total, counts };
  };
  const { query } = parseBoardQuery(new URLSearchParams(`domain=${domain}`));
  return {
    byName: await page("sort=name"),
    byDate: await page("sort=date"),
    ranked: await page("q=blue+door"),
    near: await page("near=51.5,-0.1"),
    since: await page("since=2019-05-01"),
    red: await page("colour=red"),
    grey: await page("colour=unrated"),
    inBox: await page("bbox=-1,51,1,52&z=10"),
    cells: await listMapMarks(db, query, { z: 3, x: 3, y: 2 }),
    marks: await listMapMarks(db, query, { z: 16, x: 32749, y: 21788 }),
    suggested: await suggest(db, { q: "blue", domain, near: null, limit: 8 }),
  };
}

test("whatever happens in one domain, no colour, count, order or rank of another changes", async () => {
  await inspect(
    "food",
    Array.from({ length: SITES }, () => "5"),
  );
  await inspect(
    "goods",
    Array.from({ length: SITES }, () => "Pass"),
  );
  await publishTheseEntities(db, entities);
  const moved = new Set<Domain>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        const before = await Promise.all(DOMAINS.map(seen));
        if (one.of === "tax") await tax(one.entity, one.to, one.day);
        else await inspect(one.of, one.results);
        const after = await Promise.all(DOMAINS.map(seen));
        for (const [at, domain] of DOMAINS.entries()) {
          if (domain !== one.of) expect(after[at]).toEqual(before[at]);
          else if (!isDeepStrictEqual(after[at], before[at])) moved.add(domain);
        }
      }
    }),
    { numRuns: 12 },
  );
  expect([...moved].toSorted()).toEqual([...DOMAINS].toSorted());
});

test("what publications have counted of tax is what a rebuild counts", async () => {
  const counted = () =>
    Promise.all([
      db`select * from map_cells order by domain, zoom, cell, category`,
      db`select * from board_counts order by domain, placed, authority_id, category, standing`,
      db`select site_id, tax_standing, tax_scheme, tax_outcome, tax_as_of from listings order by 1`,
    ]);
  const kept = await counted();
  expect(kept[0].some(({ domain }) => domain === "tax")).toBe(true);
  await db.begin(rebuild);
  expect(await counted()).toEqual(kept);
});

test("a site shows the tax standing of its present operator, and none where that is not listed", async () => {
  await tax(0, TAX[2], 3);
  const of = async (key: string) => {
    const [row] = await db<{ taxStanding: string | null; taxAsOf: string | null }[]>`
      select l.tax_standing, l.tax_as_of from listings l join site_sources s using (site_id)
      join sources on sources.id = s.source_id and sources.domain = 'food'
      where s.source_key = ${key}`;
    return row;
  };
  expect(await of("0")).toEqual({ taxStanding: "red", taxAsOf: "2026-01-03" });
  // The fifth number is that of an entity whose form nobody knows.
  expect(await of("4")).toEqual({ taxStanding: null, taxAsOf: null });
  await db`update site_operators set entity_id = ${entities[0] ?? 0}
    where valid_to is null and site_id in (
      select site_id from site_sources where source_key = '4')`;
  await db.begin(async (tx) => {
    await tx`create temp table touched on commit drop as
      select site_id from site_sources where source_key = '4'`;
    await publish(tx);
  });
  expect(await of("4")).toEqual({ taxStanding: "red", taxAsOf: "2026-01-03" });
});
