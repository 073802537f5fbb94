import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBoardQuery } from "@/core/board-query";
import { DOMAINS, type Domain } from "@/core/standing";
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

const FOOD = ["0", "1", "3", "5", "Exempt", "AwaitingInspection"] as const;
const TAX = [
  { standing: "green", outcome: "good" },
  { standing: "yellow", outcome: "attention" },
  { standing: "red", outcome: "not-good" },
  { standing: "disputed", outcome: null },
  { standing: "unpublished", outcome: null },
] as const;

type Step =
  | { of: "food"; results: readonly (typeof FOOD)[number][] }
  | { of: "tax"; entity: number; to: (typeof TAX)[number]; day: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    of: fc.constant("food" as const),
    results: fc.array(fc.constantFrom(...FOOD), { minLength: SITES, maxLength: SITES }),
  }),
  fc.record({
    of: fc.constant("tax" as const),
    entity: fc.nat(OPERATORS - 1),
    to: fc.constantFrom(...TAX),
    day: fc.integer({ min: 1, max: 28 }),
  }),
);

let day = 0;
/** The towns' next days; food and goods of the same businesses, each inspected by its own office. */
async function inspect(results: readonly string[]): Promise<void> {
  day += 1;
  const asOf = new Date(Date.UTC(2020, 0, day)).toISOString().slice(0, 10);
  const rows = results.flatMap((result, i) => {
    const number = registerNumber("ee-regcode", i % (OPERATORS + 1));
    const operator = { scheme: "ee-regcode", level: "entity", number } as const;
    return [
      site(`${i}`, { name: `Blue Door ${i}`, operator }),
      rating(`${i}`, result, { ratedOn: `2019-0${(i % 9) + 1}-11` }),
    ];
  });
  await load(db, asOf, [snapshot(), ...rows]);
  const goods = rows.map((row) => (row.kind === "rating" ? { ...row, published: "5" } : row));
  if (day === 1) await load(db, asOf, [snapshot({ town: "Goodsham", domain: "goods" }), ...goods]);
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

test("whatever happens to tax, nothing of food or goods changes, and the reverse", async () => {
  await inspect(Array.from({ length: SITES }, () => "5"));
  await publishTheseEntities(db, entities);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        const others = DOMAINS.filter((domain) => domain !== one.of);
        const before = await Promise.all(others.map(seen));
        if (one.of === "food") await inspect(one.results);
        else await tax(one.entity, one.to, one.day);
        expect(await Promise.all(others.map(seen))).toEqual(before);
      }
    }),
    { numRuns: 12 },
  );
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
