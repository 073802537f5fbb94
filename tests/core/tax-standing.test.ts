import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import { parseEntityNumber } from "@/core/entity-number";
import { decide, standingOfResult } from "@/core/rate";
import type { Inputs } from "@/core/scheme";
import { implausible } from "@/core/tax-batch";
import { lapseDay, taxInputs, taxStanding } from "@/core/tax-standing";
import { schemeNamed } from "@/tests/support/schemes";

const PLACARD = schemeNamed("placard-tax@1");
const CHINA = schemeNamed("cn-tax@2025");

describe("a standing", () => {
  test("lapses on the day from which the scheme itself publishes nothing, whatever the figures", () => {
    const figures = fc.record({
      undisputedArrears: fc.integer({ min: 0, max: 5000 }),
      disputedArrears: fc.integer({ min: 0, max: 5000 }),
      planActive: fc.boolean(),
      overdueReturns: fc.integer({ min: 0, max: 3 }),
      oldestUndisputedDueOn: fc.constant("2025-11-11"),
      oldestReturnDueOn: fc.constant("2025-12-12"),
    });
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 700 }), (given, day) => {
        const frame = { asOf: addDays("2026-01-01", day), legalBasis: "A law" };
        const inputs = taxInputs(PLACARD, given, frame) as Inputs;
        const { lapsesOn, standing } = taxStanding(inputs, PLACARD, frame);
        expect(lapsesOn).toBe(addDays(frame.asOf, 46));
        const on = (shown: string) =>
          standingOfResult(decide({ ...inputs, on: shown }, PLACARD), PLACARD);
        expect(on(addDays(lapsesOn ?? "", -1))).toBe(standing);
        expect(on(lapsesOn ?? "")).toBe("unpublished");
      }),
    );
  });

  test("of a scheme that does not look at the day lapses when that calls a rating old", () => {
    expect(lapseDay(CHINA, "2026-04-30")).toBe("2027-04-30");
  });

  test("is not published without a law, and does not say what it would have been", () => {
    for (const scheme of [PLACARD, CHINA]) {
      for (const { inputs } of scheme.examples) {
        const frame = { asOf: "2026-01-31", legalBasis: null };
        expect(
          taxStanding({ ...inputs, ...(taxInputs(scheme, {}, frame) as Inputs) }, scheme, frame),
        ).toMatchObject({
          standing: "unpublished",
          outcome: null,
          rule: "no-legal-basis",
          lapsesOn: null,
        });
      }
    }
  });
});

test.each([
  [{ "green>red": 5 }, 100, null],
  [{ "green>red": 6 }, 100, "red"],
  [{ "green>red": 3, "yellow>red": 3 }, 100, "red"],
  [{ "red>red": 50, same: 50 }, 100, null],
  [{ "new>red": 500 }, 100, null],
  [{ "new>red": 500 }, 0, null],
  [{ "green>unpublished": 6 }, 100, "withdrawn"],
  [{ "disputed>unpublished": 60 }, 100, null],
  [{ "green>yellow": 60, "red>green": 30 }, 100, null],
] as const)("of %o among %i known is held as %s", (moves, known, kind) => {
  expect(implausible(moves, known)?.kind ?? null).toBe(kind);
});

test("a personal number is never read as a register number", () => {
  for (const scheme of ["ee-regcode", "cn-uscc", "no-orgnr"] as const) {
    expect(parseEntityNumber(scheme, "38001085718")).toBeNull();
    expect(parseEntityNumber(scheme, "11010519491231002X")).toBeNull();
  }
});
