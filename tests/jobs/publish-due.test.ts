import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBoardQuery } from "@/core/board-query";
import { isStale } from "@/core/is-stale";
import { connect, type Db } from "@/db/client";
import { publishDue } from "@/db/commands/publish-due";
import { findAuthority } from "@/db/queries/find-authority";
import { findBoardPage } from "@/db/queries/find-board-page";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const SITES = 1200;
const today = new Date().toISOString().slice(0, 10);
const lastMonth = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
  await load(db, today, [
    snapshot(),
    ...Array.from({ length: SITES }, (_, i) => [
      site(String(i + 1)),
      rating(String(i + 1), "5", { ratedOn: "2020-01-15" }),
    ]).flat(),
    site("fresh", { name: "Fresh" }),
    rating("fresh", "5", { ratedOn: lastMonth }),
  ]);
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

/** The state before the day on which they grew stale, had nothing run since. */
async function forgetTheirDay(): Promise<void> {
  await db`
    update listings set next_change_at = food_stale_on::timestamp at time zone 'UTC'
    where food_stale_on < now()`;
}

test("nothing is published before its day", async () => {
  const [fresh] = await db`
    select next_change_at = (food_rated_on + interval '36 months 1 day') at time zone 'UTC' as right
    from listings where name = 'Fresh'`;
  expect(fresh?.right).toBe(true);
  const before = await dumpReadModels(db);
  expect(await publishDue(db)).toBe(0);
  expect(await dumpReadModels(db)).toEqual(before);
});

test("what time has changed is published once, also by three at once, and readers are told", async () => {
  await forgetTheirDay();
  const [before] = await db`select position, revision from event_counter`;
  const others = [connect(database.url, { max: 1 }), connect(database.url, { max: 1 })];
  const published = await Promise.all([db, ...others].map((one) => publishDue(one)));
  await Promise.all(others.map((one) => one.end()));
  expect(published.reduce((sum, count) => sum + count, 0)).toBe(SITES);
  const events = await db`
    select count(*) as events, count(distinct site_id) as sites from events
    where position > ${before?.position} and kind = 'aged'`;
  expect(events[0]).toEqual({ events: SITES, sites: SITES });
  const [after] = await db`select position, revision from event_counter`;
  expect(after?.position).toBe(before?.position + SITES);
  expect(after?.revision).toBeGreaterThan(before?.revision);
  expect(await publishDue(db)).toBe(0);
});

test("a publication that fails in the middle keeps its whole batches and is taken up again", async () => {
  await forgetTheirDay();
  // The last site fails until it is put right.
  await db`
    create function fail_last() returns trigger language plpgsql as $$
    begin
      if new.site_id = (select max(site_id) from listings where name <> 'Fresh') then raise 'broken'; end if;
      return new;
    end $$`;
  await db`create trigger fail_last before update on listings for each row execute function fail_last()`;
  await expect(publishDue(db)).rejects.toThrow("broken");
  const left = await db`select from listings where next_change_at < now()`;
  expect(left.count).toBe(SITES % 500);
  await db`drop trigger fail_last on listings`;
  expect(await publishDue(db)).toBe(SITES % 500);
});

test("a rating is stale from the day after its interval, in the list and in the counts alike", async () => {
  const counted = await findAuthority(db, "testham", "2023-01-15");
  expect(counted?.stale).toBe(0);
  const next = await findAuthority(db, "testham", "2023-01-16");
  expect(next?.stale).toBe(SITES);
  const { query } = parseBoardQuery(new URLSearchParams({ q: "Number7" }));
  const { items } = await findBoardPage(db, query, { cursor: null, limit: 1 });
  const standing = items[0]?.standings[0];
  expect(standing?.staleOn).toBe("2023-01-16");
  expect(standing && isStale(standing, "2023-01-15")).toBe(false);
  expect(standing && isStale(standing, "2023-01-16")).toBe(true);
});
