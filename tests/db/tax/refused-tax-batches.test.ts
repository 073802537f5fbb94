import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { deliverText, feedCsv, feedRow, registerCode } from "@/tests/support/tax-feed";
import { everything, makeOffice, openTaxDatabase, rowsFrom } from "@/tests/support/tax-offices";

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTaxDatabase());
});
afterAll(() => close());

describe("all or nothing", () => {
  const spoilt: [string, Record<string, string>, string, RegExp][] = [
    ["a wrong check digit", { number: "10000009" }, "number", /check its digits/],
    ["an unknown identifier scheme", { identifier_scheme: "xx" }, "identifier_scheme", /one of/],
    ["a sole trader", { legal_form: "sole-trader" }, "legal_form", /natural person/],
    ["an unknown form", { legal_form: "" }, "legal_form", /one of/],
    ["a personal number", { number: "38001085718" }, "number", /natural person/],
    ["a personal number in the name", { name: "FIE Mari 380 0108 5718" }, "name", /natural person/],
    ["figures of the future", { as_of: "2026-02-06" }, "as_of", /still to come/],
    [
      "a debt that is due after its figures",
      { oldestUndisputedDueOn: "2026-02-04" },
      "oldestUndisputedDueOn",
      /a day after/,
    ],
    ["a day that is none", { as_of: "2026-02-30" }, "as_of", /a day such as/],
    ["a day without a scheme", { as_of: "2025-12-31" }, "as_of", /no tax scheme/],
    ["an amount that is none", { undisputedArrears: "8.123,45" }, "undisputedArrears", /number/],
    ["a missing figure", { overdueReturns: "" }, "overdueReturns", /missing/],
    ["a repeated entity", { number: "again" }, "number", /line 2 once more/],
  ];
  test.each(spoilt)(
    "%s spoils the whole and is named by its line",
    async (_, given, column, why) => {
      const { id, base } = await makeOffice(db);
      const before = await everything(db);
      const rows = rowsFrom(base, 3, () => ({}));
      const bad = given.number === "again" ? { number: registerCode(base) } : given;
      const result = await deliverText(db, id, feedCsv([...rows, feedRow(base + 3, bad)]));
      expect(result).toMatchObject({ ok: false, faults: [{ line: 5, column }] });
      if (result.ok) throw new Error("It was taken over.");
      expect(result.faults[0]?.reason).toMatch(why);
      const told = JSON.stringify(result);
      for (const value of Object.values(given)) {
        if (/\d{4}/.test(value)) expect(told).not.toContain(value);
      }
      expect(await everything(db)).toEqual(before);
    },
  );

  test.each([
    ["nothing", "", /empty/],
    ["a header alone", feedCsv([feedRow(1)]).split("\n")[0] ?? "", /no row/],
    ["a last line cut short", feedCsv([feedRow(1), feedRow(2)]).slice(0, -20), /cut short/],
    ["a quote left open", `${feedCsv([feedRow(1)])}"ee-reg`, /broken or cut short/],
    ["a column nobody asked for", feedCsv([{ ...feedRow(1), iban: "EE38" }]), /Column 13/],
    ["a column too few", "identifier_scheme,number\nee-regcode,1\n", /lacks the columns/],
    ["half a JSON line", `${JSON.stringify(feedRow(1))}\n{"identifier_sch`, /cut short|must be/],
    ["no text", "{\u0000\u0001", /cut short|no JSON/],
  ])("of %s nothing is taken", async (_, text, why) => {
    const { id } = await makeOffice(db);
    const before = await everything(db);
    const result = await deliverText(db, id, text);
    if (result.ok) throw new Error("It was taken over.");
    expect(result.detail + JSON.stringify(result.faults)).toMatch(why);
    expect(await everything(db)).toEqual(before);
  });

  test("faults are told up to a hundred", async () => {
    const { id, base } = await makeOffice(db);
    const rows = rowsFrom(base, 150, () => ({ legal_form: "sole-trader" }));
    const result = await deliverText(db, id, feedCsv(rows));
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.faults.length).toBe(100);
  });
});

test("nobody overrides what another tax authority answers for", async () => {
  const first = await makeOffice(db);
  const second = await makeOffice(db);
  const day = new Date().toISOString().slice(0, 10);
  const row = feedRow(first.base, { as_of: day });
  await deliverText(db, first.id, feedCsv([row]), new Date());
  const result = await deliverText(db, second.id, feedCsv([{ ...row, name: "X" }]), new Date());
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "number" }] });
});

test("what another tax authority does not publish is not taken over either", async () => {
  const first = await makeOffice(db);
  const second = await makeOffice(db);
  await deliverText(db, first.id, feedCsv([feedRow(first.base, { legal_basis: "" })]));
  const result = await deliverText(db, second.id, feedCsv([feedRow(first.base)]));
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "number" }] });
});

test("an entity that another register knows as a natural person is never rated", async () => {
  const { id, base } = await makeOffice(db);
  await db.begin(async (tx) => {
    const [person] = await tx<{ id: number }[]>`
      insert into legal_entities (legal_form) values ('sole-trader') returning id`;
    await tx`
      insert into entity_identifiers (entity_id, scheme, level, number)
      values (${person?.id ?? 0}, 'ee-regcode', 'entity', ${registerCode(base)})`;
  });
  const result = await deliverText(db, id, feedCsv([feedRow(base)]));
  expect(result).toMatchObject({ ok: false, faults: [{ line: 2, column: "legal_form" }] });
});
