import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { outcomeOf, type Scheme, schemeKey, schemeSchema, standingOf } from "@/core/scheme";

const FOLDER = "core/schemes";
const schemes = new Map<string, Scheme>(
  readdirSync(FOLDER).map((name) => {
    const scheme = schemeSchema.parse(JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")));
    return [schemeKey(scheme), scheme];
  }),
);

function scheme(key: string): Scheme {
  const found = schemes.get(key);
  if (!found) throw new Error(`No scheme ${key}`);
  return found;
}

describe.each([...schemes.keys()])("%s", (key) => {
  test("every rule leads to an outcome that has a colour and a word", () => {
    const { rules, outcomes } = scheme(key);
    for (const { outcome } of rules) expect(outcomes).toHaveProperty([outcome]);
  });

  test("rules name only inputs and derived values", () => {
    const { rules, inputs, derived } = scheme(key);
    const known = new Set([...Object.keys(inputs), ...Object.keys(derived)]);
    const named = rules.flatMap((rule) =>
      rule.when.all.flatMap((c) => Object.values(c).map(([name]) => name)),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("the last rule catches what no other does", () => {
    const { rules } = scheme(key);
    expect(rules.slice(-1).every((rule) => rule.when.all.length === 0)).toBe(true);
  });

  test("no word that stands for no rating is also an outcome", () => {
    const { outcomes, unrated, noResult } = scheme(key);
    const words = [...Object.keys(outcomes), ...Object.keys(unrated), ...noResult];
    expect(new Set(words).size).toBe(words.length);
  });
});

test.each([
  [5, 5, 5, "5"],
  [10, 0, 0, "4"],
  [10, 10, 10, "3"],
  [15, 0, 0, "2"],
  [0, 0, 20, "1"],
  [0, 0, 30, "0"],
  [25, 0, 0, "0"],
])("FHRS scores %i, %i, %i give %s", (hygiene, structural, confidence, outcome) => {
  expect(outcomeOf(scheme("uk-fhrs@2018-11"), { hygiene, structural, confidence })).toBe(outcome);
});

test.each([
  [100, "good"],
  [91, "good"],
  [90, "adequate"],
  [86, "adequate"],
  [85, "needs-improvement"],
  [71, "needs-improvement"],
  [70, "poor"],
  [0, "poor"],
])("a San Francisco score of %i is %s", (score, outcome) => {
  expect(outcomeOf(scheme("us-sf-score@2005"), { score })).toBe(outcome);
});

test("a missing input gives no outcome rather than a default one", () => {
  expect(outcomeOf(scheme("uk-fhrs@2018-11"), { hygiene: 0, structural: 0 })).toBeNull();
  expect(outcomeOf(scheme("us-sf-score@2005"), { score: "94" })).toBeNull();
});

test("a published word is mapped, known to say nothing, or left unmapped", () => {
  const chicago = scheme("us-chicago@2018-07");
  expect(standingOf(chicago, "Fail")).toEqual({ outcome: "Fail", standing: "red" });
  expect(standingOf(chicago, "Out of Business")).toEqual({ outcome: null, standing: "ceased" });
  expect(standingOf(chicago, "No Entry")).toBe("no-result");
  expect(standingOf(chicago, "toString")).toBe("unmapped");
});
