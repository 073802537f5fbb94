import { describe, expect, test } from "vitest";
import { decidingFindings } from "@/core/deciding-findings";
import type { Finding } from "@/core/listing";
import { countedThoughCorrected } from "@/core/own-standing";
import type { Inputs } from "@/core/scheme";
import { schemeNamed } from "@/tests/support/schemes";

const NONE = { repeated: false, action: null, courtOutcome: null, fine: null, code: null };

function found(grade: string, correctedOnSite: boolean, text = grade): Finding {
  const severity =
    grade === "minor" || grade === "significant" || grade === "crucial" ? grade : null;
  return { ...NONE, text, severity, severityAsPublished: grade, correctedOnSite };
}

const texts = (findings: readonly Finding[]) => findings.map(({ text }) => text);

const alameda = (score: number, findings: readonly Finding[]): Inputs => ({
  score,
  imminentHazard: false,
  findings: findings.map(({ severityAsPublished, correctedOnSite }) => ({
    severity: severityAsPublished ?? "",
    corrected: correctedOnSite,
  })),
});

describe("the findings that a rating rests on", () => {
  const ALAMEDA = schemeNamed("us-alameda@2012");
  const two = [
    found("major", true, "hands"),
    found("major", true, "fridge"),
    found("minor", false),
  ];

  test("are those that its rule counts, put right or not", () => {
    const inputs = alameda(82, two);
    expect(texts(decidingFindings(ALAMEDA, { inputs, outcome: "yellow" }, two))).toEqual([
      "hands",
      "fridge",
    ]);
  });

  test("are not those that another comparison made superfluous", () => {
    const one = [found("major", true, "hands"), found("minor", false)];
    const inputs = alameda(78, one);
    expect(decidingFindings(ALAMEDA, { inputs, outcome: "yellow" }, one)).toEqual([]);
  });

  test("are only the open ones where the rule counts these alone", () => {
    const open = [...two, found("major", false, "raw")];
    const inputs = alameda(90, open);
    expect(texts(decidingFindings(ALAMEDA, { inputs, outcome: "red" }, open))).toEqual(["raw"]);
  });

  test("are told of a source that publishes findings and no inputs", () => {
    const DINESAFE = schemeNamed("ca-toronto-dinesafe@2001");
    const all = [found("significant", true), found("minor", false)];
    const rating = { inputs: {}, outcome: "Conditional Pass" };
    expect(texts(decidingFindings(DINESAFE, rating, all))).toEqual(["significant"]);
  });

  test("are none where the published result is another than theirs, or nothing is told", () => {
    const inputs = alameda(82, two);
    expect(decidingFindings(ALAMEDA, { inputs, outcome: "red" }, two)).toEqual([]);
    expect(decidingFindings(ALAMEDA, { inputs: {}, outcome: "yellow" }, two)).toEqual([]);
  });

  test("whoever runs the place is told of those that were put right and count all the same", () => {
    const schemes = new Map([["us-alameda@2012", ALAMEDA]]);
    const rating = {
      ...{ current: true, scheme: "us-alameda@2012", standing: "yellow", outcome: "yellow" },
      inputs: alameda(82, two),
    };
    const visit = { domain: "food", visitedOn: "2026-03-02", ended: null, findings: two, rating };
    const told = (changes: object) =>
      countedThoughCorrected({ visits: [{ ...visit, ...changes }] as never }, schemes);
    expect(told({})).toMatchObject([
      {
        domain: "food",
        visitedOn: "2026-03-02",
        findings: [{ text: "hands" }, { text: "fridge" }],
      },
    ]);
    expect(told({ ended: "withdrawn" })).toEqual([]);
    expect(told({ rating: { ...rating, current: false } })).toEqual([]);
    expect(told({ findings: [found("minor", true)] })).toEqual([]);
  });
});
