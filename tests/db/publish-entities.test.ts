import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { publishDue } from "@/db/commands/publish-due";
import { registerSchemes } from "@/db/commands/register-schemes";
import { createDatabase } from "@/tests/support/database";
import {
  giveTaxStanding,
  makeEntity,
  publishTheseEntities,
  publishWithin,
  taxAuthority,
} from "@/tests/support/entities";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { untilWaiting } from "@/tests/support/waiting";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 4 });
  await registerSchemes(db);
});
afterAll(async () => {
  await db.end();
  await drop();
});

const GREEN = { standing: "green", outcome: "good", asOf: "2026-01-31" } as const;
const RED = { standing: "red", outcome: "not-good", asOf: "2026-02-28" } as const;

async function listed(id: number) {
  const [row] = await db`
    select tax_standing, tax_outcome, name, scheme, number from entity_listings
    where entity_id = ${id}`;
  return row;
}

async function eventsOf(id: number): Promise<string[]> {
  const rows = await db<{ kind: string }[]>`
    select kind from events where entity_id = ${id} order by position`;
  return rows.map(({ kind }) => kind);
}

async function expectCounted(): Promise<void> {
  const counted = await db`
    select scheme, tax_standing, entities from entity_counts where entities <> 0 order by 1, 2`;
  const there = await db`
    select scheme, tax_standing, count(*)::int as entities from entity_listings group by 1, 2
    order by 1, 2`;
  expect([...counted]).toEqual([...there]);
}

test("an entity's standing is listed, superseded and logged; counts follow", async () => {
  const id = await makeEntity(db, { number: "10000001" });
  await publishTheseEntities(db, [id]);
  expect(await listed(id)).toMatchObject({ taxStanding: "unpublished", taxOutcome: null });
  for (const given of [GREEN, RED]) {
    await giveTaxStanding(db, id, given);
    await publishTheseEntities(db, [id]);
    const { standing: taxStanding, outcome: taxOutcome } = given;
    expect(await listed(id)).toMatchObject({ taxStanding, taxOutcome });
  }
  expect(await publishTheseEntities(db, [id])).toBe(0);
  expect(await eventsOf(id)).toEqual(["listed", "rated", "rated"]);
  await expectCounted();
  const [counter] = await db`
    select position = (select count(*) from events) as gapless from event_counter`;
  expect(counter).toEqual({ gapless: true });
});

test("two publications at once count an entity once, also where its number changes", async () => {
  const id = await makeEntity(db, { number: "30000001" });
  await giveTaxStanding(db, id, GREEN);
  await publishTheseEntities(db, [id]);
  let other: Promise<number> = Promise.resolve(0);
  await db.begin(async (tx) => {
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      values (${id}, 'ee-regcode', 'entity', '10000101')`;
    await publishWithin(tx, [id]);
    await giveTaxStanding(db, id, RED);
    other = publishTheseEntities(db, [id]);
    await untilWaiting(db);
  });
  expect(await other).toBe(1);
  expect(await listed(id)).toMatchObject({ taxStanding: "red", number: "10000101" });
  expect(await eventsOf(id)).toEqual(["listed", "described", "rated"]);
  await expectCounted();
});

test("who does not own the index of words sorts them in all the same", async () => {
  await db.begin(async (tx) => {
    await tx`create role only_serves`;
    await tx`set local role only_serves`;
    await tx`select sort_entity_words()`;
    await tx`reset role`;
    await tx`drop role only_serves`;
  });
});

test.each([null, "sole-trader"] as const)(
  "an entity of form %s has no listing and no tax standing",
  async (legalForm) => {
    const id = await makeEntity(db, { number: `2000000${legalForm ? 1 : 2}`, legalForm });
    await expect(giveTaxStanding(db, id, GREEN)).rejects.toThrow("has no tax standing");
    await publishTheseEntities(db, [id]);
    expect(await listed(id)).toBeUndefined();
  },
);

test("a standing that is too old is not published, once its day has come", async () => {
  const id = await makeEntity(db, { number: "10000003" });
  await giveTaxStanding(db, id, { ...GREEN, lapsesOn: "2099-01-01" });
  await publishTheseEntities(db, [id]);
  // As if the listing had been made before that day.
  await db`alter table tax_standings disable trigger user`;
  await db`update tax_standings set lapses_on = '2026-03-18' where entity_id = ${id}`;
  await db`alter table tax_standings enable trigger user`;
  await db`update entity_listings set next_change_at = '2026-03-18' where entity_id = ${id}`;
  expect(await publishDue(db)).toBe(1);
  expect(await listed(id)).toMatchObject({ taxStanding: "unpublished", taxOutcome: null });
});

test("many entities at once are listed as few would be, with the sites they operate", async () => {
  await load(db, "2026-01-31", [snapshot(), site("1"), rating("1", "5")]);
  const { id: authorityId, sourceId } = await taxAuthority(db);
  await db`
    with made as (
      insert into legal_entities (legal_form) select 'company' from generate_series(1, 20000)
      returning id
    )
    insert into entity_identifiers (entity_id, scheme, level, number)
    select id, 'no-orgnr', 'entity', (900000000 + row_number() over ())::text from made`;
  await db`
    insert into tax_standings (entity_id, authority_id, scheme_id, scheme_version, as_of, standing,
      outcome, rule, disputed, planned, legal_basis)
    select entity_id, ${authorityId}, 'placard-tax', '1', '2026-01-31', 'green', 'good', 'good',
      false, false, 'Taxation Act' from entity_identifiers where scheme = 'no-orgnr'`;
  const [operator] = await db<{ entityId: number }[]>`
    insert into site_operators (site_id, entity_id, source_id, valid_from)
    select (select site_id from listings), entity_id, ${sourceId}, '2026-01-01'
    from entity_identifiers where number = '900000001' returning entity_id`;
  const indexes = () =>
    db`select indexname, indexdef from pg_indexes where tablename = 'entity_listings' order by 1`;
  const before = await indexes();
  const all = await db<{ id: number }[]>`select id from legal_entities order by id`;
  expect(
    await publishTheseEntities(
      db,
      all.map(({ id }) => id),
    ),
  ).toBe(20_000);
  expect(await indexes()).toEqual(before);
  const differing = await db`
    (select * from entity_listings except select * from entity_listing_rows)
    union all (select * from entity_listing_rows except select * from entity_listings)`;
  expect(differing).toHaveLength(0);
  expect([...(await db`select tax_standing from listings`)]).toEqual([{ taxStanding: "green" }]);
  await giveTaxStanding(db, operator?.entityId ?? 0, RED);
  await publishTheseEntities(db, [operator?.entityId ?? 0]);
  expect([...(await db`select tax_standing from listings`)]).toEqual([{ taxStanding: "red" }]);
  const [counter] = await db`
    select position = (select count(*) from events) as gapless from event_counter`;
  expect(counter).toEqual({ gapless: true });
});
