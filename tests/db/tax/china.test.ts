import { afterAll, beforeAll, expect, test } from "vitest";
import type { Example, Scheme } from "@/core/scheme";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { schemeNamed } from "@/tests/support/schemes";
import { deliverText, feedCsv, makeTaxAuthority } from "@/tests/support/tax-feed";

let db: Db;
let drop: () => Promise<void>;
let authority: number;
const OLD = schemeNamed("cn-tax@2021");
const NEW = schemeNamed("cn-tax@2025");

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 2 });
  await makeTaxAuthority(db, "cn-office", { key: "cn-tax@2021", from: "2021-01-01" });
  authority = await makeTaxAuthority(db, "cn-office", { key: "cn-tax@2025", from: "2025-07-01" });
});
afterAll(async () => {
  await db.end();
  await drop();
});

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The n-th unified social credit code of an invented company. */
function creditCode(n: number): string {
  for (let tried = n * 40; ; tried += 1) {
    const stem = `91379999MA${String(tried).padStart(7, "0")}`;
    const sum = WEIGHTS.reduce((all, w, at) => all + w * SIGNS.indexOf(stem[at] ?? ""), 0) % 31;
    if (sum > 0) return stem + SIGNS[31 - sum];
  }
}

const rowOf = (example: Example, n: number, asOf: string) => ({
  identifier_scheme: "cn-uscc",
  number: creditCode(n),
  legal_form: "company",
  name: `示例公司${n}`,
  as_of: asOf,
  legal_basis: "税收征收管理法",
  ...Object.fromEntries(Object.entries(example.inputs).map(([name, value]) => [name, `${value}`])),
});

async function expectExamples(scheme: Scheme, first: number, asOf: string): Promise<void> {
  const rows = scheme.examples.map((example, i) => rowOf(example, first + i, asOf));
  const result = await deliverText(db, authority, feedCsv(rows), new Date("2026-02-05"));
  expect(result).toMatchObject({
    state: "applied",
    scheme: `${scheme.id}@${scheme.version}`,
    rows: rows.length,
  });
  const stored = await db`
    select s.outcome, s.standing from tax_standings s join entity_identifiers i using (entity_id)
    where s.as_of = ${asOf} order by i.number`;
  expect(stored).toEqual(
    scheme.examples.map((example) =>
      "outcome" in example
        ? { outcome: example.outcome, standing: scheme.outcomes[example.outcome]?.colour }
        : { outcome: null, standing: example.unrated },
    ),
  );
}

test("figures of the last day of the old rule come out as its worked examples say", () =>
  expectExamples(OLD, 100, "2025-06-30"));

test("figures of the first day of the new rule come out as its worked examples say", () =>
  expectExamples(NEW, 200, "2025-07-01"));

test("the same history falls under the rule of its day, whenever it arrives", async () => {
  // Repaired within 90 days: gives back 40 % by the old rule, 60 % by the new one.
  const history = { ...OLD.examples[0]?.inputs, repair: "d90", lateReturns: 10, ground: "none" };
  const same = { start: 100, newlyFounded: false, hadRevenue: true, lastYearD: false };
  const example = { inputs: { ...history, ...same, yearsOperating: 9 }, outcome: "B" } as Example;
  for (const [n, asOf, version] of [
    [301, "2025-07-01", "2025"],
    [302, "2025-06-30", "2021"],
  ] as const) {
    const result = await deliverText(
      db,
      authority,
      feedCsv([rowOf(example, n, asOf)]),
      new Date("2026-02-05"),
    );
    expect(result).toMatchObject({ scheme: `cn-tax@${version}` });
  }
});

test("a delivery that spans the change of rules is sent as two", async () => {
  const [one, other] = [OLD.examples[0], NEW.examples[0]] as [Example, Example];
  const rows = [rowOf(one, 401, "2025-06-30"), rowOf(other, 402, "2025-07-01")];
  const result = await deliverText(db, authority, feedCsv(rows), new Date("2026-02-05"));
  expect(result).toMatchObject({ ok: false, faults: [{ line: 3, column: "as_of" }] });
});

test("a code of an individual business is a person's, whatever its form is said to be", async () => {
  const stem = "92379999MA0000001";
  const sum = WEIGHTS.reduce((all, w, at) => all + w * SIGNS.indexOf(stem[at] ?? ""), 0) % 31;
  const number = stem + SIGNS[(31 - sum) % 31];
  const row = { ...rowOf(NEW.examples[0] as Example, 501, "2025-07-01"), number };
  const result = await deliverText(db, authority, feedCsv([row]), new Date("2026-02-05"));
  expect(result).toMatchObject({ ok: false, faults: [{ column: "number" }] });
  expect(JSON.stringify(result)).not.toContain(number);
});
