import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { mergeEntities } from "@/db/commands/lineage/merge-entities";
import { splitEntity } from "@/db/commands/lineage/split-entity";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { findEntity } from "@/db/queries/find-entity";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { lineageRecords } from "@/tests/support/lineage-records";
import { done, openLineageTown, reason } from "@/tests/support/lineage-town";
import { authorityId, enrol } from "@/tests/support/people";
import { newEntry } from "@/tests/support/register-entries";

let db: Db;
let platform: Actor;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, platform, close } = await openLineageTown());
});
afterAll(() => close());

test("an entity's numbers, sites and legal form go with it, and come back", async () => {
  const [one, two] = [
    { scheme: "no-orgnr", number: "900000001" },
    { scheme: "no-orgnr", number: "900000002" },
  ];
  const before = await lineageRecords(db);
  await db`
    update legal_entities set legal_form = 'company' where id = (
      select entity_id from entity_identifiers where number = '900000001')`;
  const merged = done(await mergeEntities(db, platform, { from: one, into: two, reason }));
  const page = { after: null, limit: 9 };
  const found = await findEntity(db, one, page);
  expect(found).toMatchObject({
    identifiers: [{ number: "900000001" }, { number: "900000002" }],
    total: 2,
  });
  expect(await findEntity(db, two, page)).toMatchObject({ total: 2 });
  const [listed] = await db`select number from entity_listings where entity_id = (
    select entity_id from entity_identifiers where number = '900000002')`;
  expect(listed).toBeDefined();
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason: "Two." }));
  await db`update legal_entities set legal_form = null`;
  await publishTheseEntities(
    db,
    (await db<{ id: number }[]>`select id from legal_entities`).map(({ id }) => id),
  );
  expect(await lineageRecords(db)).toEqual(before);
});

test("the record with a tax standing stays, and persons and companies are not one", async () => {
  const company = { scheme: "ee-regcode", number: "19000011" };
  const companyId = await makeEntity(db, { number: company.number });
  await giveTaxStanding(db, companyId, { standing: "green", outcome: "green", asOf: "2026-01-01" });
  await publishTheseEntities(db, [companyId]);
  const other = { scheme: "no-orgnr", number: "900000003" };
  const into = { from: company, into: other, reason };
  expect(await mergeEntities(db, platform, into)).toEqual({ ok: false, reason: "tax-standing" });
  await db`
    update legal_entities set legal_form = 'sole-trader' where id = (
      select entity_id from entity_identifiers where number = '900000003')`;
  const person = { from: other, into: company, reason };
  expect(await mergeEntities(db, platform, person)).toEqual({ ok: false, reason: "forms-differ" });
  await db`update legal_entities set legal_form = null where legal_form = 'sole-trader'`;
  const merged = done(await mergeEntities(db, platform, person));
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason }));
});

test("a register entry goes to who has no form yet, and comes back from there", async () => {
  const [from, into] = [
    { scheme: "ee-regcode", number: "19000052" },
    { scheme: "ee-regcode", number: "19000060" },
  ];
  const fromId = await makeEntity(db, { number: from.number });
  await makeEntity(db, { number: into.number, legalForm: null });
  const clerk = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  const given = newEntry(await authorityId(db, "testham"), { entity: from });
  expect(await recordEntry(db, clerk, given)).toMatchObject({ ok: true });
  const about = (entity: typeof from) => listPublicEntries(db, { entity });
  const merged = done(await mergeEntities(db, platform, { from, into, reason }));
  expect(await about(into)).toHaveLength(1);
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason: "Two." }));
  expect([(await about(from)).length, (await about(into)).length]).toEqual([1, 0]);

  const twin = { scheme: "ee-regcode", number: "19000079" };
  await db`
    insert into entity_identifiers (entity_id, scheme, level, number)
    values (${fromId}, ${twin.scheme}, 'entity', ${twin.number})`;
  await db`update legal_entities set legal_form = null where id = ${fromId}`;
  const split = done(await splitEntity(db, platform, { numbers: [twin], sites: [], reason }));
  await db`
    update legal_entities set legal_form = 'company' where id = (
      select entity_id from entity_identifiers where number = ${twin.number})`;
  const other = newEntry(given.authorityId, { entity: twin });
  expect(await recordEntry(db, clerk, other)).toMatchObject({ ok: true });
  done(await undoLineage(db, platform, { lineageId: split.lineageId, reason: "One." }));
  expect(await about(twin)).toHaveLength(2);
});
