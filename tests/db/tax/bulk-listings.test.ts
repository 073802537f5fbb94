import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { publishTheseEntities, publishWithin, taxAuthority } from "@/tests/support/entities";

let db: Db;
let drop: () => Promise<void>;

/** Enough for every plan that a delivery may get. */
const MANY = 5000;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 3 });
  const { sourceId } = await taxAuthority(db);
  await db`
    insert into legal_entities (legal_form)
    select case when n % 100 = 0 then 'sole-trader' else 'company' end
    from generate_series(1, ${MANY}) n`;
  await db`
    insert into entity_identifiers (entity_id, scheme, level, number)
    select id, 'ee-regcode', 'entity', lpad(id::text, 8, '0') from legal_entities`;
  await db`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language)
    select id, ${sourceId}, 'Company ' || id, 'company ' || id, array['company', id::text], 'en'
    from legal_entities`;
});
afterAll(async () => {
  await db.end();
  await drop();
});

/** All that makes the table what it is. */
async function shape() {
  const indexes = await db`
    select indexname, indexdef from pg_indexes where tablename = 'entity_listings' order by 1`;
  const constraints = await db`
    select conname, contype, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = 'entity_listings'::regclass order by 1`;
  const columns = await db`
    select attname, atttypid, attnotnull, attcollation from pg_attribute
    where attrelid = 'entity_listings'::regclass and attnum > 0 order by attnum`;
  return { indexes: [...indexes], constraints: [...constraints], columns: [...columns] };
}

async function expectAsDerived(): Promise<void> {
  const [odd] = await db`
    select count(*)::int as rows from entity_listings l
    full join entity_listing_rows r using (entity_id)
    where (l.*)::text is distinct from (r.*)::text`;
  expect(odd).toEqual({ rows: 0 });
  const counted = await db`
    select scheme, tax_standing, entities from entity_counts where entities <> 0 order by 1, 2`;
  const there = await db`
    select scheme, tax_standing, count(*)::int as entities from entity_listings group by 1, 2
    order by 1, 2`;
  expect([...counted]).toEqual([...there]);
  const [counter] = await db`
    select position = (select count(*) from events) as gapless from event_counter`;
  expect(counter).toEqual({ gapless: true });
}

const all = async () =>
  (await db<{ id: number }[]>`select id from legal_entities order by id`).map(({ id }) => id);

test("a publication of many takes no lock that readers wait for, and leaves the table as it was", async () => {
  const before = await shape();
  const ids = await all();
  await db.begin(async (tx) => {
    expect(await publishWithin(tx, ids)).toBe(MANY - MANY / 100);
    // All is written, nothing committed: who reads, or publishes others, is kept by no lock.
    const locks = await tx`
      select mode from pg_locks
      where pid = pg_backend_pid() and relation = 'entity_listings'::regclass
        and mode not in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')`;
    expect(locks).toHaveLength(0);
    const [read] = await db`select count(*)::int as listed from entity_listings`;
    expect(read).toEqual({ listed: 0 });
  });
  expect(await shape()).toEqual(before);
  await expectAsDerived();
  // The same once more changes nothing, and says so.
  expect(await publishTheseEntities(db, ids)).toBe(0);
  expect(await shape()).toEqual(before);
  await expectAsDerived();
});

test("what many change, withdraw and add comes out in listings, counts and events", async () => {
  const ids = await all();
  await db`update legal_entities set state = 'ended' where id % 3 = 1`;
  await db`update legal_entities set legal_form = 'sole-trader' where id % 7 = 1`;
  await db`update legal_entities set legal_form = 'company' where id % 100 = 0`;
  // Entities that nobody touches keep what they have.
  const touched = ids.filter((id) => id % 10 !== 0);
  const before = await db`select * from entity_listings where entity_id % 10 = 0 order by 1`;
  await publishTheseEntities(db, touched);
  const after = await db`select * from entity_listings where entity_id % 10 = 0 order by 1`;
  expect([...after]).toEqual([...before]);
  await publishTheseEntities(db, ids);
  await expectAsDerived();
  const kinds = await db<{ kind: string }[]>`
    select distinct kind from events where entity_id is not null order by kind`;
  expect(kinds.map(({ kind }) => kind)).toEqual(["ended", "listed", "withdrawn"]);
});

test("two publications, one of many and one of few, follow each other", async () => {
  const ids = await all();
  await db`update legal_entities set state = 'active' where state = 'ended'`;
  await Promise.all([
    publishTheseEntities(db, ids),
    publishTheseEntities(db, ids.slice(0, 5)),
    publishTheseEntities(db, ids.slice(3, 9)),
  ]);
  await expectAsDerived();
});
