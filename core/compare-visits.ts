import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitFinding } from "@/core/visit-findings";

/** What a visit found and was given, as far as another is compared with it. */
export interface Comparable {
  found: readonly VisitFinding[];
  inputs: VisitDraft["inputs"];
  outcome: string | null;
}

export interface VisitComparison {
  fresh: VisitFinding[];
  still: VisitFinding[];
  gone: VisitFinding[];
  /** The scheme's inputs beside its findings; null where there was none. */
  inputs: { name: string; before: InputGiven | null; now: InputGiven | null }[];
}
type InputGiven = VisitDraft["inputs"][string];

/**
 * What is new since a visit, what is still out and what is not any more. Items are the same by their
 * code, other findings by their words.
 */
export function compareVisits(
  before: Comparable,
  now: Comparable,
  scheme: Scheme,
): VisitComparison {
  const earlier = new Set(before.found.map(keyOf));
  const later = new Set(now.found.map(keyOf));
  return {
    fresh: now.found.filter((finding) => !earlier.has(keyOf(finding))),
    still: now.found.filter((finding) => earlier.has(keyOf(finding))),
    gone: before.found.filter((finding) => !later.has(keyOf(finding))),
    inputs: Object.entries(scheme.inputs).flatMap(([name, input]) =>
      "findings" in input
        ? []
        : [{ name, before: before.inputs[name] ?? null, now: now.inputs[name] ?? null }],
    ),
  };
}

function keyOf({ code, text }: VisitFinding): string {
  return code === null ? `free:${text.en}` : `item:${code}`;
}
