import { expect, test } from "vitest";
import { type Implausible, implausibleSentence, reasonsOf } from "@/core/tax-batch";

const MOVES = { "green>red": 60, "new>red": 9, same: 40 };

test.each<Implausible>([
  { kind: "red", count: 60, known: 1_000_000 },
  { kind: "withdrawn", count: 1, known: 1 },
  { kind: "red", count: 0, known: 0 },
])("why a delivery was held is read out of what is kept of it: %o", (doubt) => {
  const reason = implausibleSentence(doubt);
  for (const [state, decidedBy] of [
    ["held", null],
    ["applied", "Anna"],
    ["refused", "Anna"],
  ] as const) {
    expect(reasonsOf({ state, decidedBy, reason, moves: {} })).toEqual({ held: doubt, said: null });
  }
});

test("where a decider's reason has taken its place, the moves tell why it was held", () => {
  const decided = { decidedBy: "Anna", reason: "A wrong extract: 60 of 70 known entities" };
  expect(reasonsOf({ state: "refused", ...decided, moves: MOVES })).toEqual({
    held: { kind: "red", count: 60, known: null },
    said: decided.reason,
  });
  expect(reasonsOf({ state: "applied", ...decided, moves: { same: 100 } })).toEqual({
    held: "unknown",
    said: decided.reason,
  });
});

test("a delivery that nobody decided on was never held, whatever it changed", () => {
  const applied = { state: "applied", decidedBy: null, reason: null, moves: MOVES } as const;
  expect(reasonsOf(applied)).toEqual({ held: null, said: null });
});
