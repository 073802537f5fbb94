import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DueFacts, dueOf, isOverdue, monthsAfter } from "@/core/due";
import { STANDINGS } from "@/core/standing";

const GREEN: DueFacts = {
  standing: "green",
  ratedOn: "2025-03-10",
  asOf: "2025-03-12",
  riskMonths: null,
  schemeMonths: 24,
  tasks: [],
};
const followUp = { reason: "follow-up", dueOn: "2025-03-24" } as const;
const complaint = { reason: "complaint", dueOn: "2025-03-20" } as const;

describe("when a place is due", () => {
  test.each<[string, Partial<DueFacts>, ReturnType<typeof dueOf>]>([
    ["by its scheme's interval", {}, { reasons: ["interval"], dueOn: "2027-03-10" }],
    [
      "by its risk category before the scheme's",
      { riskMonths: 6 },
      { reasons: ["interval"], dueOn: "2025-09-10" },
    ],
    [
      "by a risk category longer than the scheme's interval",
      { riskMonths: 36 },
      { reasons: ["interval"], dueOn: "2028-03-10" },
    ],
    ["never by interval where nothing sets one", { schemeMonths: null }, null],
    [
      "a second look after red comes before the interval",
      { standing: "red", tasks: [followUp] },
      { reasons: ["revisit"], dueOn: "2025-03-24" },
    ],
    [
      "of two tasks the earlier",
      { tasks: [followUp, complaint] },
      { reasons: ["complaint", "revisit"], dueOn: "2025-03-20" },
    ],
    [
      "by an interval that has passed, a later task named before it",
      { riskMonths: 1, ratedOn: "2025-01-01", tasks: [followUp] },
      { reasons: ["revisit", "interval"], dueOn: "2025-02-01" },
    ],
    [
      "a task before the interval of the same day",
      { riskMonths: 1, ratedOn: "2025-02-20", tasks: [complaint] },
      { reasons: ["complaint", "interval"], dueOn: "2025-03-20" },
    ],
    [
      "never inspected: at once, since it was registered",
      { standing: "never", ratedOn: null, asOf: "2024-11-02", schemeMonths: null },
      { reasons: ["never"], dueOn: "2024-11-02" },
    ],
    ["nothing known of it at all", { standing: null, ratedOn: null, asOf: null }, null],
    [
      "never inspected, with a complaint before it was registered",
      { standing: "never", ratedOn: null, asOf: "2025-04-01", tasks: [complaint] },
      { reasons: ["complaint"], dueOn: "2025-03-20" },
    ],
    ["ceased: never, whatever is open", { standing: "ceased", tasks: [followUp, complaint] }, null],
    ["exempt: not by interval", { standing: "exempt" }, null],
    [
      "exempt, with a complaint",
      { standing: "exempt", tasks: [complaint] },
      { reasons: ["complaint"], dueOn: "2025-03-20" },
    ],
    ["suspended: not by interval", { standing: "suspended" }, null],
    ["visited and being confirmed: not by interval", { standing: "pending" }, null],
    [
      "under appeal: as before",
      { standing: "appeal" },
      { reasons: ["interval"], dueOn: "2027-03-10" },
    ],
    [
      "inspected on an unknown day: from the day the source said so",
      { standing: "unpublished", ratedOn: null },
      { reasons: ["interval"], dueOn: "2027-03-12" },
    ],
  ])("%s", (_, changes, expected) => {
    expect(dueOf({ ...GREEN, ...changes })).toEqual(expected);
  });
});

test.each([
  ["2025-01-31", 1, "2025-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2025-11-30", 3, "2026-02-28"],
  ["2025-12-15", 24, "2027-12-15"],
])("%s and %i months is %s", (day, months, expected) => {
  expect(monthsAfter(day, months)).toBe(expected);
});

test("a place due today is not overdue yet", () => {
  expect(isOverdue("2025-03-10", "2025-03-10")).toBe(false);
  expect(isOverdue("2025-03-09", "2025-03-10")).toBe(true);
});

const day = fc
  .date({ min: new Date("2001-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const facts = fc.record({
  standing: fc.option(fc.constantFrom(...STANDINGS)),
  ratedOn: fc.option(day),
  asOf: fc.option(day),
  riskMonths: fc.option(fc.integer({ min: 1, max: 120 })),
  schemeMonths: fc.option(fc.integer({ min: 1, max: 120 })),
  tasks: fc.array(
    fc.record({ reason: fc.constantFrom("follow-up" as const, "complaint" as const), dueOn: day }),
    { maxLength: 4 },
  ),
});

test("a further task never puts a visit off, and an open one is never forgotten", () => {
  fc.assert(
    fc.property(facts, day, (given, dueOn) => {
      const before = dueOf(given);
      const after = dueOf({ ...given, tasks: [...given.tasks, { reason: "complaint", dueOn }] });
      if (given.standing === "ceased") return after === null;
      return after !== null && after.dueOn <= dueOn && (!before || after.dueOn <= before.dueOn);
    }),
  );
});
