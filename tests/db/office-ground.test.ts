import { afterAll, beforeAll, expect, test } from "vitest";
import { schemeKey } from "@/core/scheme";
import { connect, type Db } from "@/db/client";
import { officeSource } from "@/db/commands/office-source";
import { schemeInForce } from "@/db/queries/scheme-in-force";
import { createDatabase } from "@/tests/support/database";
import { authorityId } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let town: number;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2024-01-01", [snapshot(), site("1"), rating("1", "5")]);
  town = await authorityId(db, "testham");
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

test("two who need an authority's own source at once are given the same one", async () => {
  const ids = await Promise.all(
    [1, 2, 3, 4].map(() => db.begin((tx) => officeSource(tx, town, "food"))),
  );
  expect(new Set(ids).size).toBe(1);
  const [source] = await db<Record<string, unknown>[]>`
    select key, format, name, language from sources where id = ${ids[0] as number}`;
  expect(source).toEqual({
    key: "office:testham:food",
    format: "office",
    name: "Inspections recorded by Testham",
    language: "en",
  });
});

test("the day of an authority's own source moves on, and each domain has its own", async () => {
  const food = await db.begin((tx) => officeSource(tx, town, "food"));
  await db`update sources set as_of = '2020-01-01' where id = ${food}`;
  expect(await db.begin((tx) => officeSource(tx, town, "food"))).toBe(food);
  const [row] = await db<{ isToday: boolean }[]>`
    select as_of = (now() at time zone 'UTC')::date as is_today from sources where id = ${food}`;
  expect(row?.isToday).toBe(true);
  expect(await db.begin((tx) => officeSource(tx, town, "goods"))).not.toBe(food);
});

test("the scheme in force is the one taken up last, else the one that comes with Placard", async () => {
  const named = async (domain: "food" | "goods", day: string) =>
    schemeKey(await schemeInForce(db, town, domain, day));
  expect(await named("food", "2023-12-31")).toBe("us-alameda@2012");
  expect(await named("food", "2024-01-01")).toBe("uk-fhrs@2018-11");
  expect(await named("goods", "2024-06-01")).toBe("placard-goods@1");
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from, valid_to)
    values (${town}, 'us-alameda', '2012', '2024-05-01', '2024-08-01')`;
  expect(await named("food", "2024-04-30")).toBe("uk-fhrs@2018-11");
  expect(await named("food", "2024-05-01")).toBe("us-alameda@2012");
  expect(await named("food", "2024-08-01")).toBe("uk-fhrs@2018-11");
});
