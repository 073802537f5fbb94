import { describe, expect, test } from "vitest";
import { loadScheme } from "@/core/load-scheme";
import { rate } from "@/core/rate";
import { documentOf } from "@/tests/support/schemes";

type Document = ReturnType<typeof documentOf>;

/** FHRS with one thing changed, at a path such as `rules.0.outcome`. */
function fhrsWith(path: string, value: unknown): Document {
  const document = documentOf("uk-fhrs@2018-11");
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  let at = document;
  for (const part of parts) at = at[part] as Document;
  at[last] = value;
  return document;
}

function flawOf(document: unknown): string {
  const loaded = loadScheme(document);
  return loaded.ok ? "none" : `${loaded.flaw.path}: ${loaded.flaw.reason}`;
}

describe("a scheme is refused with the path of what is wrong", () => {
  test.each([
    ["a hole", "rules.5.when", { gt: ["total", 60] }, /^rules: none holds for \{/],
    ["an unreachable rule", "rules.1.when", { lt: ["total", 0] }, /^rules\[1\]: is never reached/],
    [
      "an unknown name in a rule",
      "rules.0.when",
      { lte: ["totl", 15] },
      /^rules\[0\]\.when\.lte: totl is no name/,
    ],
    [
      "an unknown name deep in a rule",
      "rules.0.when",
      { all: [{ not: { lte: ["x", 1] } }] },
      /^rules\[0\]\.when\.all\[0\]\.not\.lte: x is no name/,
    ],
    [
      "an unknown name in a derived value",
      "derived.total.sum",
      ["hygiene", "cleanliness"],
      /^derived\.total: names cleanliness/,
    ],
    ["a derived value of itself", "derived.total.sum", ["total"], /^derived\.total: names total/],
    ["an unknown outcome", "rules.0.outcome", "6", /^rules\[0\]\.outcome: 6 is no outcome/],
    [
      "a repeated rule id",
      "rules.1.id",
      "within-5",
      /^rules\[1\]\.id: within-5 is the id of an earlier rule/,
    ],
    [
      "an example that comes out differently",
      "examples.0.outcome",
      "4",
      /^examples\[0\]: comes out as 5, not 4/,
    ],
    [
      "an example with an impossible input",
      "examples.0.inputs.confidence",
      15,
      /^examples\[0\]\.inputs\.confidence: must be one of/,
    ],
    [
      "a face of another colour",
      "outcomes.5.face",
      "sad",
      /^outcomes\.5\.face: sad is not the face of green/,
    ],
    ["a field that nobody knows", "bonus", 1, /^: /],
    ["a colour that does not exist", "outcomes.5.colour", "purple", /^outcomes\.5\.colour: /],
    [
      "an outcome that stands for no rating, too",
      "unrated.5",
      "never",
      /^outcomes\.5: also stands for no rating/,
    ],
  ])("%s", (_, path, value, message) => {
    expect(flawOf(fhrsWith(path, value))).toMatch(message);
  });

  test("code in place of a condition", () => {
    expect(flawOf(fhrsWith("rules.0.when", "total <= 15"))).toMatch(/^rules\[0\]/);
  });
});

test("a scheme that the code has never seen is loaded and rates by its file alone", () => {
  const label = (en: string) => ({ en, zh: en, ar: en });
  const loaded = loadScheme({
    id: "noise",
    version: "1",
    effective: { from: "2026-01-01", to: null },
    domain: "goods",
    title: label("Noise of toys"),
    jurisdiction: label("Nowhere"),
    legalBasis: { text: "None", url: null },
    source: { url: "https://placard.example/noise", note: "For a test.", partial: false },
    staleAfterMonths: null,
    publicationDelayDays: 0,
    overlay: false,
    inputs: {
      loudness: { label: label("Loudness"), number: { min: 0, max: 200 } },
      forBabies: { label: label("For babies"), boolean: true, fixed: true },
    },
    derived: {},
    rules: [
      { id: "harmful", when: { gt: ["loudness", 110] }, outcome: "loud" },
      {
        id: "too-loud-for-babies",
        when: { all: [{ is: ["forBabies", true] }, { gt: ["loudness", 85] }] },
        outcome: "loud",
      },
      { id: "quiet", when: { all: [] }, outcome: "quiet" },
    ],
    outcomes: {
      quiet: { colour: "green", face: "happy", rank: 1, word: label("Quiet") },
      loud: { colour: "red", face: "sad", rank: 2, word: label("Loud") },
    },
    unrated: {},
    noResult: [],
    examples: [{ inputs: { loudness: 85, forBabies: true }, outcome: "quiet" }],
  });
  if (!loaded.ok) throw new Error(loaded.flaw.reason);
  expect(rate({ loudness: 86, forBabies: true }, loaded.scheme)).toMatchObject({
    outcome: "loud",
    standing: "red",
    rule: "too-loud-for-babies",
  });
  expect(rate({ loudness: 86, forBabies: false }, loaded.scheme)).toMatchObject({
    outcome: "quiet",
  });
});

const LABEL = { en: "x", zh: "x", ar: "x" };

test.each([
  [
    "a count of what are no findings",
    "derived.total",
    { label: LABEL, count: { of: "hygiene", severity: ["major"] } },
    /^derived\.total: takes a findings, and hygiene is a number/,
  ],
  [
    "a value of another kind",
    "rules.0.when",
    { is: ["hygiene", true] },
    /^rules\[0\]\.when\.is: true is no value of hygiene/,
  ],
  [
    "a denial of what is made of others",
    "rules.0.when",
    { not: { lt: ["total", 5] } },
    /^rules\[0\]\.when\.not\.lt: total may be unknown/,
  ],
])("%s is refused", (_, path, value, message) => {
  expect(flawOf(fhrsWith(path, value))).toMatch(message);
});

test("a rule for all the rest is asked for where not every input can be tried", () => {
  const document = documentOf("us-sf-score@2005");
  const { score } = document.inputs as { score: { number: { max: number } } };
  score.number.max = 1000;
  const last = (document.rules as { when: unknown }[]).at(-1);
  if (last) last.when = { lte: ["score", 70] };
  expect(flawOf(document)).toMatch(/^rules\[3\]\.when: must hold for all the rest/);
});

test("counts of severities that do not exist and tables with holes are refused", () => {
  const alameda = documentOf("us-alameda@2012");
  const derived = alameda.derived as { majorOpen: { count: { severity: string[] } } };
  derived.majorOpen.count.severity = ["mayor"];
  expect(flawOf(alameda)).toBe("derived.majorOpen: counts mayor, which is no severity of findings");
  const tax = documentOf("cn-tax@2025");
  const { lookup } = (tax.derived as { kept: { lookup: { table: Record<string, number> } } }).kept;
  delete lookup.table.later;
  expect(flawOf(tax)).toBe("derived.kept: says nothing for later");
});
