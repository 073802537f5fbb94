import { expect, test } from "vitest";
import { compareVisits } from "@/core/compare-visits";
import type { VisitDraft } from "@/core/visit-draft";
import { findingsOf } from "@/core/visit-findings";
import { filledDraft } from "@/tests/support/filled-draft";
import { schemeNamed } from "@/tests/support/schemes";

const ALAMEDA = schemeNamed("us-alameda@2012");
const FHRS = schemeNamed("uk-fhrs@2018-11");

function compared(scheme: typeof ALAMEDA, before: VisitDraft, now: VisitDraft) {
  const [a, b] = [before, now].map((draft) => ({
    found: findingsOf(draft, scheme),
    inputs: draft.inputs,
    outcome: null,
  }));
  if (!a || !b) throw new Error("Nothing to compare.");
  return compareVisits(a, b, scheme);
}

const free = (text: string) => ({ severity: "", text, corrected: false, photos: [] });

test("items are compared by their code and other findings by their words", () => {
  const before = filledDraft(ALAMEDA, {
    out: { "22": {}, "8": {} },
    findings: [free("Mice"), free("Damp")],
  });
  const now = filledDraft(ALAMEDA, {
    out: { "22": { corrected: true }, "40": {} },
    findings: [free("Damp"), free("Flies")],
  });
  const { fresh, still, gone } = compared(ALAMEDA, before, now);
  const names = (found: typeof fresh) => found.map(({ code, text }) => code ?? text.en);
  expect([fresh, still, gone].map(names)).toEqual([
    ["40", "Flies"],
    ["22", "Damp"],
    ["8", "Mice"],
  ]);
  expect(still[0]?.corrected).toBe(true);
});

test("a scheme of scores is compared score by score, and what was not given is told apart", () => {
  const before = filledDraft(FHRS, { inputs: { hygiene: 5, structural: 5 } });
  const now = filledDraft(FHRS, { inputs: { hygiene: 25, structural: 5, confidence: 10 } });
  expect(compared(FHRS, before, now).inputs).toEqual([
    { name: "hygiene", before: 5, now: 25 },
    { name: "structural", before: 5, now: 5 },
    { name: "confidence", before: null, now: 10 },
  ]);
});
