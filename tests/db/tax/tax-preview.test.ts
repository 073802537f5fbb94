import { afterAll, beforeAll, expect, test } from "vitest";
import type { TaxEdit } from "@/core/tax-case";
import { connect, type Db } from "@/db/client";
import { editTaxStanding } from "@/db/commands/tax/edit-tax-standing";
import { previewTaxEdit } from "@/db/queries/preview-tax-edit";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  caseOf,
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeTaxAuthority,
} from "@/tests/support/tax-feed";

let db: Db;
let drop: () => Promise<void>;
let officer: Awaited<ReturnType<typeof enrol>>;
let next = 0;
const TODAY = "2026-02-10";
const CASES = 40;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 2 });
  const authority = await makeTaxAuthority(db, "tax-board");
  await makeTaxAuthority(db, "elsewhere");
  officer = await enrol(db, [{ role: "tax-officer", at: "tax-board" }]);
  const rows = Array.from({ length: CASES }, (_, n) => feedRow(n, IN_ARREARS));
  await deliverText(db, authority, feedCsv(rows));
});
afterAll(async () => {
  await db.end();
  await drop();
});

function redCase() {
  next += 1;
  return caseOf(db, next - 1);
}

const PAID: Omit<TaxEdit, "basedOn"> = {
  asOf: "2026-02-05",
  legalBasis: "Taxation Act, § 27",
  cells: { undisputedArrears: "0", disputedArrears: "0", planActive: "false", overdueReturns: "0" },
  grounds: "The payment had been booked to another period",
};
const owing = { ...PAID.cells, undisputedArrears: "900", oldestUndisputedDueOn: "2026-02-01" };

const EDITS: [string, Partial<TaxEdit>, string][] = [
  ["paid", {}, "green"],
  ["owing for a few days", { cells: owing }, "yellow"],
  ["owing for long", { cells: { ...owing, oldestUndisputedDueOn: "2024-02-01" } }, "red"],
  ["owing under a plan", { cells: { ...owing, planActive: "true" } }, "yellow"],
  ["disputed", { cells: { ...PAID.cells, disputedArrears: "5000" } }, "disputed"],
  ["without a law", { legalBasis: null }, "unpublished"],
  ["without grounds", { grounds: "" }, "no-reason"],
  ["of older figures", { asOf: "2026-01-30" }, "case-older"],
  ["of the future", { asOf: "2026-02-11" }, "case-future"],
  ["naming a person by number", { grounds: "Paid by 38001085718" }, "case-person"],
  ["with a figure that is none", { cells: { undisputedArrears: "x" } }, "case-inputs"],
  [
    "with a figure of a later day",
    { cells: { ...owing, oldestUndisputedDueOn: "2026-02-09" } },
    "case-inputs",
  ],
];

test.each(EDITS)(
  "%s: what is shown before is what is recorded after",
  async (_, given, expected) => {
    const input = { ...(await redCase()), ...PAID, ...given };
    const shown = await previewTaxEdit(db, officer, input, TODAY);
    const recorded = await editTaxStanding(db, officer, input, TODAY);
    expect(shown.ok ? shown.rated.standing : shown.reason).toBe(expected);
    if (!shown.ok) return expect(recorded).toEqual(shown);
    const [row] = await db`
    select s.standing, s.outcome, s.rule, s.disputed, s.planned, s.lapses_on, i.inputs,
      s.scheme_id || '@' || s.scheme_version as scheme
    from tax_standings s join tax_inputs i on i.standing_id = s.id
    where s.entity_id = ${input.entityId} and s.superseded_by is null`;
    const { rated, inputs, scheme } = shown;
    expect(row).toEqual({ ...rated, inputs, scheme: `${scheme.id}@${scheme.version}` });
  },
);

test.each([
  [{ undisputedArrears: "x" }, "undisputedArrears"],
  [{ ...PAID.cells, overdueReturns: "-1" }, "overdueReturns"],
  [{ ...owing, oldestUndisputedDueOn: "2026-02-09" }, "oldestUndisputedDueOn"],
])("of figures such as %o it is said which is no value", async (cells, field) => {
  const input = { ...(await redCase()), ...PAID, cells };
  const refused = { ok: false, reason: "case-inputs", field };
  expect(await previewTaxEdit(db, officer, input, TODAY)).toEqual(refused);
  expect(await editTaxStanding(db, officer, input, TODAY)).toEqual(refused);
});

test("a preview writes down that somebody looked, and nothing else", async () => {
  const seen = await redCase();
  const count = async () => {
    const [row] = await db`
      select (select count(*) from tax_standings) as standings,
        (select count(*) from tax_inputs) as inputs, (select count(*) from events) as events`;
    return row;
  };
  const before = await count();
  const shown = await previewTaxEdit(db, officer, { ...seen, ...PAID }, TODAY);
  expect(shown).toMatchObject({ ok: true, rated: { standing: "green", rule: "good" } });
  expect(await count()).toEqual(before);
  const traces = await db`
    select user_id, action, allowed from access_log where subject = ${`tax-case:${seen.entityId}:preview`}`;
  expect(traces).toEqual([{ userId: officer.userId, action: "read-tax", allowed: true }]);
});

test("nobody but an officer of that authority is shown one, and that is written down", async () => {
  const seen = await redCase();
  for (const [role, at] of [
    ["tax-officer", "elsewhere"],
    ["inspector", "tax-board"],
    ["auditor", null],
  ] as const) {
    const somebody = await enrol(db, [{ role, at }]);
    const shown = await previewTaxEdit(db, somebody, { ...seen, ...PAID }, TODAY);
    expect(shown).toEqual({ ok: false, reason: "forbidden" });
    const traces = await db`
      select action, allowed from access_log where user_id = ${somebody.userId}`;
    expect(traces).toEqual([{ action: "manage-tax", allowed: false }]);
  }
  const nowhere = await previewTaxEdit(
    db,
    officer,
    { entityId: 987_654_321, basedOn: 1, ...PAID },
    TODAY,
  );
  expect(nowhere).toEqual({ ok: false, reason: "forbidden" });
});
