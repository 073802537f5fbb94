import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBoardQuery } from "@/core/board-query";
import { connect, type Db } from "@/db/client";
import { findBoardPage } from "@/db/queries/find-board-page";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

/** Sites without the word come first in every order; more than are ever walked through. */
const WITHOUT = 6000;
const WITH = 10_600;
const NAMED = 300;

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  db = connect(database.url, { max: 2 });
  drop = () => db.end().then(() => database.drop());
  await load(db, "2026-01-10", [snapshot(), site("1"), rating("1", "5")]);
  await multiply(db);
}, 60_000);

afterAll(() => drop());

/** Listings like the first, in an order of their own by each key. */
async function multiply(on: Db): Promise<void> {
  const columns = await on<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'listings'::regclass and attnum > 0 and not attisdropped`;
  const kept = columns.map(({ name }) => name).filter((name) => !Object.hasOwn(CHANGED, name));
  await on.unsafe(`
    insert into listings (${[...Object.keys(CHANGED), ...kept].join(", ")})
    select ${[...Object.values(CHANGED), ...kept.map((name) => `l.${name}`)].join(", ")}
    from listings l
    cross join generate_series(1, ${WITHOUT + WITH}) as n
    cross join lateral (select n > ${WITHOUT} as found, n * 7919 % 10007 as mixed) as of_row
    cross join lateral (select 5000 + mixed % 900 + case when found then 2000 else 0 end as east) as placed`);
  await on`analyze listings`;
}

/** What differs, by column. */
const CHANGED: Readonly<Record<string, string>> = {
  site_id: "l.site_id + n",
  public_id: "'TEST' || n",
  name_normal: `case when not found then 'anna ' || mixed
    when n % ${Math.floor(WITH / NAMED)} = 0 then '海 kiosk ' || mixed
    else chr(30000 + mixed) || ' ' || mixed end`,
  name_tokens: `array_to_tsvector(case when found and n % ${Math.floor(WITH / NAMED)} = 0
    then array['kiosk'] else array['anna'] end)`,
  tokens: "array_to_tsvector(case when found then array['kiosk', 'anna'] else array['anna'] end)",
  food_rated_on: "case when found then date '2021-01-01' - mixed % 4000 else date '2025-01-01' end",
  grid_x: "8388608 + east",
  grid_y: "8388608 + mixed % 50",
  morton: `(select sum(((8388608 + east >> b) & 1)::bigint << 2 * b)
    + sum(((8388608 + mixed % 50 >> b) & 1)::bigint << 2 * b + 1) from generate_series(0, 23) as b)`,
};

const ORDERS = {
  "sort=name": "name_normal, site_id",
  "sort=date": "food_rated_on desc, site_id desc",
  "sort=relevance":
    "(case when name_tokens @@ 'kiosk' then '0' else '1' end || name_normal), site_id",
  "near=0,0": "point(grid_x, grid_y) <-> point(8388608, 8388608), site_id",
};

test.each(Object.entries(ORDERS))(
  "%s among more than 10,000 gives the true pages",
  async (sort, order) => {
    const expected = await db<{ id: string }[]>`
    select public_id as id from listings where tokens @@ 'kiosk' order by ${db.unsafe(order)}`;
    const { query } = parseBoardQuery(new URLSearchParams(`q=kiosk&${sort}`));
    const found: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await findBoardPage(db, query, { cursor, limit: 200 });
      expect(page.total).toEqual({ value: 10_000, capped: true });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(found).toEqual(expected.slice(0, 600).map(({ id }) => id));
  },
);

test("walking all pages among more than 10,000 meets every site once", async () => {
  const { query } = parseBoardQuery(new URLSearchParams("q=kiosk"));
  const found = new Set<string>();
  let [cursor, items]: [string | null, number] = [null, 0];
  do {
    const page = await findBoardPage(db, query, { cursor, limit: 1500 });
    for (const { id } of page.items) found.add(id);
    items += page.items.length;
    cursor = page.next;
  } while (cursor);
  expect(found.size).toBe(WITH);
  expect(items).toBe(WITH);
});
