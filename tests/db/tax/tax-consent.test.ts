import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { giveTaxConsent, withdrawTaxConsent } from "@/db/commands/tax/tax-consent";
import { findConsentedTax } from "@/db/queries/find-consented-tax";
import { findEntity } from "@/db/queries/find-entity";
import { createDatabase } from "@/tests/support/database";
import { makeEntity } from "@/tests/support/entities";
import { enrol } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";

let db: Db;
let drop: () => Promise<void>;
let authority: number;
let next = 0;
const DAY = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 3 });
  authority = await makeTaxAuthority(db, "tax-board");
  // So many that a few red ones are plausible.
  const many = Array.from({ length: 200 }, (_, i) => feedRow(10_000 + i, { as_of: DAY }));
  await deliverText(db, authority, feedCsv(many), new Date());
});
afterAll(async () => {
  await db.end();
  await drop();
});

/** A company with figures of today, and who represents it. */
async function represented(given: Record<string, string> = {}) {
  next += 1;
  const row = feedRow(next, { as_of: DAY, ...given });
  await deliverText(db, authority, feedCsv([row]), new Date());
  const [found] = await db<{ entityId: number }[]>`
    select entity_id from entity_identifiers where number = ${registerCode(next)}`;
  const entityId = found?.entityId ?? 0;
  const owner = await enrol(db, []);
  await db`
    insert into memberships (user_id, role, authority_id, entity_id)
    values (${owner.userId}, 'representative', ${authority}, ${entityId})`;
  return { entityId, owner };
}

test("without consent nothing more is told; with it names and no figure; taken back, nothing", async () => {
  const { entityId, owner } = await represented(IN_ARREARS);
  expect(await findConsentedTax(db, entityId)).toBeNull();
  expect(await giveTaxConsent(db, owner, { entityId, level: 1 })).toEqual({ ok: true });
  const told = await findConsentedTax(db, entityId);
  expect(told).toEqual({
    level: 1,
    decidedBy: ["undisputedArrears", "planActive", "oldestUndisputedDueOn"],
    scheme: "placard-tax@1",
    history: null,
  });
  expect(JSON.stringify(told)).not.toMatch(/8123|2025-06-20/);
  expect(await withdrawTaxConsent(db, owner, { entityId })).toEqual({ ok: true });
  expect(await findConsentedTax(db, entityId)).toBeNull();
  expect(await withdrawTaxConsent(db, owner, { entityId })).toEqual({ ok: false, reason: "none" });
});

test("another level ends the one before, and what was allowed when stays on record", async () => {
  const { entityId, owner } = await represented();
  await giveTaxConsent(db, owner, { entityId, level: 1 });
  expect(await giveTaxConsent(db, owner, { entityId, level: 1 })).toMatchObject({ reason: "held" });
  await giveTaxConsent(db, owner, { entityId, level: 2 });
  const told = await findConsentedTax(db, entityId);
  expect(told?.history).toEqual([
    { standing: "green", outcome: "good", asOf: DAY, scheme: "placard-tax@1" },
  ]);
  const rows = await db`
    select level, withdrawn_at is null as holds from tax_consents
    where entity_id = ${entityId} order by id`;
  expect(rows).toEqual([
    { level: 1, holds: false },
    { level: 2, holds: true },
  ]);
});

test("giving and taking back is public with the entity, and each makes an event", async () => {
  const { entityId, owner } = await represented();
  const number = registerCode(next);
  const shown = async () => {
    const found = await findEntity(db, { scheme: "ee-regcode", number }, { after: null, limit: 0 });
    return found && "profile" in found ? found.profile?.consented : undefined;
  };
  const events = async () => {
    const rows = await db`select kind from events where entity_id = ${entityId} order by position`;
    return rows.map(({ kind }) => kind);
  };
  expect(await shown()).toBeNull();
  await giveTaxConsent(db, owner, { entityId, level: 2 });
  expect(await shown()).toMatchObject({ level: 2, history: [{ standing: "green" }] });
  await withdrawTaxConsent(db, owner, { entityId });
  expect(await shown()).toBeNull();
  expect(await events()).toEqual(["listed", "described", "described"]);
  const [row] = await db`select tax_consent from entity_listings where entity_id = ${entityId}`;
  expect(row?.taxConsent).toBeNull();
});

test("a business that nobody knows is refused as somebody else's is", async () => {
  const { owner } = await represented();
  for (const refused of [
    await giveTaxConsent(db, owner, { entityId: null, level: 1 }),
    await withdrawTaxConsent(db, owner, { entityId: null }),
  ]) {
    expect(refused).toMatchObject({ reason: "forbidden" });
  }
});

test("nobody but who represents the entity gives or takes back, and each try leaves a trace", async () => {
  const { entityId, owner } = await represented();
  const other = await represented();
  const ended = await represented();
  await db`update memberships set ended_at = now() where user_id = ${ended.owner.userId}`;
  const officer = await enrol(db, [{ role: "tax-officer", at: "tax-board" }]);
  for (const actor of [other.owner, officer]) {
    expect(await giveTaxConsent(db, actor, { entityId, level: 2 })).toMatchObject({
      reason: "forbidden",
    });
  }
  expect(
    await giveTaxConsent(db, ended.owner, { entityId: ended.entityId, level: 1 }),
  ).toMatchObject({ reason: "forbidden" });
  await giveTaxConsent(db, owner, { entityId, level: 1 });
  expect(await withdrawTaxConsent(db, other.owner, { entityId })).toMatchObject({
    reason: "forbidden",
  });
  const traces = await db`
    select allowed from access_log where subject like ${`tax-consent:${entityId}:%`} order by id`;
  expect(traces.map(({ allowed }) => allowed)).toEqual([false, false, true, false]);
});

test("who may be a natural person has nothing to consent to", async () => {
  const entityId = await makeEntity(db, { number: registerCode(99_999), legalForm: "sole-trader" });
  const owner = await enrol(db, []);
  await db`
    insert into memberships (user_id, role, authority_id, entity_id)
    values (${owner.userId}, 'representative', ${authority}, ${entityId})`;
  expect(await giveTaxConsent(db, owner, { entityId, level: 1 })).toMatchObject({
    reason: "no-tax",
  });
});

test("two at once give one consent", async () => {
  const { entityId, owner } = await represented();
  const given = await Promise.all([
    giveTaxConsent(db, owner, { entityId, level: 1 }),
    giveTaxConsent(db, owner, { entityId, level: 1 }),
  ]);
  expect(given.filter(({ ok }) => ok)).toHaveLength(1);
});
