import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaxEdit } from "@/core/tax-case";
import { connect, type Db } from "@/db/client";
import { editTaxStanding } from "@/db/commands/tax/edit-tax-standing";
import { findTaxCase } from "@/db/queries/find-tax-case";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  caseOf,
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
let officer: Awaited<ReturnType<typeof enrol>>;
let next = 0;
const TODAY = "2026-02-10";

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 3 });
  authority = await makeTaxAuthority(db, "tax-board");
  await makeTaxAuthority(db, "elsewhere");
  officer = await enrol(db, [{ role: "tax-officer", at: "tax-board" }]);
  const many = Array.from({ length: 200 }, (_, i) => feedRow(10_000 + i));
  await deliverText(db, authority, feedCsv(many));
});
afterAll(async () => {
  await db.end();
  await drop();
});

async function redCase() {
  next += 1;
  await deliverText(db, authority, feedCsv([feedRow(next, IN_ARREARS)]));
  const identifier = { scheme: "ee-regcode", number: registerCode(next) };
  const seen = await caseOf(db, next);
  return { identifier, seen, entityId: seen.entityId, n: next };
}

const PAID: Omit<TaxEdit, "basedOn"> = {
  asOf: "2026-02-05",
  legalBasis: "Taxation Act, § 27",
  cells: { undisputedArrears: "0", disputedArrears: "0", planActive: "false", overdueReturns: "0" },
  grounds: "The payment had been booked to another period",
};

const current = async (entityId: number) => {
  const [row] = await db`
    select standing, standing_before, rule, as_of, grounds, recorded_by, batch_id from tax_standings
    where entity_id = ${entityId} and superseded_by is null`;
  return row;
};

test("an edit with grounds supersedes, and what stood before stays on record", async () => {
  const { seen, entityId, identifier } = await redCase();
  expect(await editTaxStanding(db, officer, { ...seen, ...PAID }, TODAY)).toEqual({ ok: true });
  expect(await current(entityId)).toEqual({
    ...{ standing: "green", standingBefore: "red", rule: "good", asOf: "2026-02-05" },
    ...{ grounds: PAID.grounds, recordedBy: officer.userId, batchId: null },
  });
  const found = await findTaxCase(db, officer, identifier);
  expect(found).toMatchObject({
    current: { standing: "green", grounds: PAID.grounds },
    earlier: [{ standing: "red", rule: "arrears", grounds: null }],
    inputs: { undisputedArrears: 0 },
  });
});

test("figures of the same day do not put back what an officer put right; newer ones count", async () => {
  const { seen, entityId, n } = await redCase();
  await editTaxStanding(db, officer, { ...seen, ...PAID, asOf: "2026-01-31" }, TODAY);
  const again = { ...IN_ARREARS, name: "Told otherwise" };
  await deliverText(db, authority, feedCsv([feedRow(n, again)]));
  expect(await current(entityId)).toMatchObject({ standing: "green" });
  await deliverText(db, authority, feedCsv([feedRow(n, { ...again, as_of: "2026-02-01" })]));
  expect(await current(entityId)).toMatchObject({ standing: "red", recordedBy: null });
});

test("of two officers who saw the same, the second is told that the case has changed", async () => {
  const { seen, entityId } = await redCase();
  const edit = { ...seen, ...PAID };
  const both = await Promise.all(
    [officer, officer].map((one) => editTaxStanding(db, one, edit, TODAY)),
  );
  expect(both).toContainEqual({ ok: true });
  expect(both).toContainEqual({ ok: false, reason: "case-changed" });
  const rows = await db`select from tax_standings where entity_id = ${entityId}`;
  expect(rows).toHaveLength(2);
});

describe("is refused, and nothing changes,", () => {
  test.each<[string, Partial<TaxEdit>, string]>([
    ["without grounds", { grounds: "" }, "no-reason"],
    ["of older figures", { asOf: "2026-01-30" }, "case-older"],
    ["of the future", { asOf: "2026-02-11" }, "case-future"],
    ["naming a person by number", { grounds: "Paid by 38001085718" }, "case-person"],
    ["with a figure that is none", { cells: { undisputedArrears: "x" } }, "case-inputs"],
  ])("%s", async (_, given, reason) => {
    const { seen, entityId } = await redCase();
    const before = await current(entityId);
    const input = { ...seen, ...PAID, ...given };
    const refused = await editTaxStanding(db, officer, input, TODAY);
    expect(refused).toMatchObject({ ok: false, reason });
    expect("field" in refused).toBe(reason === "case-inputs");
    expect(await current(entityId)).toEqual(before);
  });

  test("by anybody but an officer of that authority", async () => {
    const { seen, entityId, identifier } = await redCase();
    const before = await current(entityId);
    for (const [role, at] of [
      ["tax-officer", "elsewhere"],
      ["inspector", "tax-board"],
      ["authority-admin", "tax-board"],
      ["auditor", null],
    ] as const) {
      const somebody = await enrol(db, [{ role, at }]);
      const edited = await editTaxStanding(db, somebody, { ...seen, ...PAID }, TODAY);
      expect(edited).toEqual({ ok: false, reason: "forbidden" });
      if (role !== "auditor") expect(await findTaxCase(db, somebody, identifier)).toBeNull();
    }
    expect(await current(entityId)).toEqual(before);
  });
});

test("figures are seen by officers and auditors alone, and each look is written down", async () => {
  const { identifier, entityId } = await redCase();
  const auditor = await enrol(db, [{ role: "auditor", at: null }]);
  expect((await findTaxCase(db, auditor, identifier))?.inputs).toMatchObject({
    undisputedArrears: 8123.45,
  });
  const traces = await db`
    select user_id, action, allowed from access_log where subject = ${`tax-case:${entityId}`}`;
  expect(traces).toEqual([{ userId: auditor.userId, action: "read-tax", allowed: true }]);
});
