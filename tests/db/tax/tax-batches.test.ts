import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { makeEntity, taxAuthority } from "@/tests/support/entities";
import { deliverText, feedCsv, feedRow, IN_ARREARS, registerCode } from "@/tests/support/tax-feed";
import {
  everything,
  listed,
  makeOffice,
  openTaxDatabase,
  rowsFrom,
} from "@/tests/support/tax-offices";
import { untilWaiting } from "@/tests/support/waiting";

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTaxDatabase());
});
afterAll(() => close());

test("a delivery is rated by the scheme in force, listed and counted; figures stay apart", async () => {
  const { id, base } = await makeOffice(db);
  const text = feedCsv([
    feedRow(base),
    feedRow(base + 1, IN_ARREARS),
    feedRow(base + 2, { ...IN_ARREARS, planActive: "true" }),
    feedRow(base + 3, { disputedArrears: "5000" }),
    feedRow(base + 4, { legal_basis: "" }),
  ]);
  const result = await deliverText(db, id, text);
  expect(result).toMatchObject({
    state: "applied",
    rows: 5,
    asOf: "2026-01-31",
    scheme: "placard-tax@1",
    moves: {
      "new>green": 1,
      "new>red": 1,
      "new>yellow": 1,
      "new>disputed": 1,
      "new>unpublished": 1,
    },
  });
  // Shown as of today, when figures of January are too old.
  expect(await listed(db, base)).toMatchObject({
    taxStanding: "unpublished",
    taxAsOf: "2026-01-31",
  });
  const stored = await db`
    select standing, outcome, rule, disputed, planned, lapses_on from tax_standings
    where authority_id = ${id} order by id`;
  expect(stored).toEqual([
    standing("green", "good", "good"),
    standing("red", "not-good", "arrears"),
    { ...standing("yellow", "attention", "attention"), planned: true },
    { ...standing("disputed", null, "disputed"), disputed: true },
    { ...standing("unpublished", null, "no-legal-basis"), lapsesOn: null },
  ]);
});

const standing = (name: string, outcome: string | null, rule: string) => ({
  ...{ standing: name, outcome, rule, disputed: false, planned: false },
  lapsesOn: "2026-03-18",
});

test("what is of today is shown at once, and JSON lines say the same as CSV", async () => {
  const { id, base } = await makeOffice(db);
  const day = new Date().toISOString().slice(0, 10);
  const { name, ...row } = feedRow(base, { as_of: day });
  const figures = {
    undisputedArrears: 0,
    disputedArrears: 0,
    planActive: false,
    overdueReturns: 0,
  };
  const { oldestUndisputedDueOn, oldestReturnDueOn, ...rest } = row;
  const line = JSON.stringify({ ...rest, name, ...figures });
  expect(await deliverText(db, id, `${line}\n`, new Date())).toMatchObject({ state: "applied" });
  expect(await listed(db, base)).toEqual({
    taxStanding: "green",
    taxOutcome: "good",
    taxScheme: "placard-tax@1",
    taxAsOf: day,
    name,
  });
});

test("the same delivery again changes nothing, nor does the same in another order", async () => {
  const { id, base } = await makeOffice(db);
  const rows = rowsFrom(base, 30, (i) => (i % 5 === 0 ? IN_ARREARS : {}));
  await deliverText(db, id, feedCsv(rows));
  const before = await everything(db);
  expect(await deliverText(db, id, feedCsv(rows))).toMatchObject({ repeated: true });
  expect(await everything(db)).toEqual(before);
  const turned = await deliverText(db, id, feedCsv(rows.toReversed()));
  expect(turned).toMatchObject({ repeated: false, moves: { same: 30 }, listed: 0 });
  const { tax_batches: _, ...after } = await everything(db);
  const { tax_batches: __, ...same } = before;
  expect(after).toEqual(same);
});

test("older figures never replace newer ones, entity by entity", async () => {
  const { id, base } = await makeOffice(db);
  const newer = rowsFrom(base, 40, () => ({ as_of: "2026-02-01" }));
  await deliverText(db, id, feedCsv(newer));
  const mixed = [
    feedRow(base, { ...IN_ARREARS, as_of: "2026-01-31" }),
    feedRow(base + 1, { as_of: "2026-02-02" }),
    feedRow(base + 40, { as_of: "2026-01-15" }),
  ];
  const result = await deliverText(db, id, feedCsv(mixed));
  expect(result).toMatchObject({ moves: { older: 1, "green>green": 1, "new>green": 1 } });
  const stored = await db`
    select s.as_of, s.standing from tax_standings s
    join entity_identifiers i on i.entity_id = s.entity_id
    where superseded_by is null and i.number = ${registerCode(base)}`;
  expect(stored).toEqual([{ asOf: "2026-02-01", standing: "green" }]);
});

test("a number that another import brings at the same moment is known, not made twice", async () => {
  const { id, base } = await makeOffice(db);
  const { entityId, delivered } = await db.begin(async (tx) => {
    const [entity] = await tx<{ id: number }[]>`
      insert into legal_entities (legal_form) values ('company') returning id`;
    await tx`lock table entity_identifiers in share row exclusive mode`;
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      values (${entity?.id ?? 0}, 'ee-regcode', 'entity', ${registerCode(base)})`;
    const delivering = deliverText(db, id, feedCsv([feedRow(base)]));
    await untilWaiting(db);
    return { entityId: entity?.id, delivered: { result: delivering } };
  });
  expect(await delivered.result).toMatchObject({ state: "applied", moves: { "new>green": 1 } });
  const told = await db`
    select entity_id from tax_standings where authority_id = ${id} and superseded_by is null`;
  expect(told).toEqual([{ entityId }]);
});

test("the legal form that a delivery states is its word, not the number's", async () => {
  const { id, base } = await makeOffice(db);
  expect(await deliverText(db, id, feedCsv([feedRow(base)]))).toMatchObject({ state: "applied" });
  const [stated] = await db`
    select e.legal_form_as_of, s.authority_id, s.format from legal_entities e
    join entity_identifiers i on i.entity_id = e.id
    join sources s on s.id = e.legal_form_source_id
    where i.number = ${registerCode(base)}`;
  expect({ ...stated }).toEqual({
    legalFormAsOf: "2026-01-31",
    authorityId: id,
    format: "tax",
  });
});

test("two deliveries at once follow each other, and the newer day stands", async () => {
  const { id, base } = await makeOffice(db);
  const days = ["2026-01-10", "2026-01-20", "2026-01-15", "2026-01-30"];
  await Promise.all(
    days.map((as_of) => deliverText(db, id, feedCsv(rowsFrom(base, 20, () => ({ as_of }))))),
  );
  const current = await db`
    select distinct as_of from tax_standings where authority_id = ${id} and superseded_by is null`;
  expect(current).toEqual([{ asOf: "2026-01-30" }]);
  const [counter] = await db`
    select position = (select count(*) from events) as gapless from event_counter`;
  expect(counter).toEqual({ gapless: true });
});

test("a standing is superseded, never edited or removed; it refers to what is there", async () => {
  const { id, base } = await makeOffice(db);
  await deliverText(db, id, feedCsv([feedRow(base)]));
  await expect(
    db`update tax_standings set standing = 'red', outcome = 'not-good' where authority_id = ${id}`,
  ).rejects.toThrow("superseded, never edited");
  await expect(db`delete from tax_standings where authority_id = ${id}`).rejects.toThrow(
    "is never removed",
  );
  await expect(db`
    insert into tax_inputs (standing_id, inputs)
    select id + 999999, '{}' from tax_standings where authority_id = ${id}
  `).rejects.toThrow("standing_id of tax_inputs is of nothing in tax_standings");
});

test("a company that a register names while its delivery is taken in keeps that name", async () => {
  const { id, base } = await makeOffice(db);
  const scheme = "ee-regcode";
  const number = registerCode(base);
  const company = await makeEntity(db, { scheme, number, name: null });
  const { sourceId } = await taxAuthority(db);
  const sending = await db.begin(async (tx) => {
    await tx`
      insert into entity_names (entity_id, source_id, name, normal, tokens, language)
      values (${company}, ${sourceId}, 'Named Before', 'named before', '{named,before}', 'en')`;
    const sent = deliverText(db, id, feedCsv([feedRow(base)]));
    await untilWaiting(db);
    return { sent };
  });
  expect(await sending.sent).toMatchObject({ ok: true, state: "applied" });
  const names = await db`select name from entity_names where entity_id = ${company}`;
  expect(names).toEqual([{ name: "Named Before" }]);
  expect(await listed(db, base)).toMatchObject({ name: "Named Before" });
});
