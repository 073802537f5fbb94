import { addDays } from "@/core/add-days";
import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";
import { findingsOf, markOf } from "@/core/visit-findings";

/** Where a scheme sets no day: two weeks, as ten working days are in most places. */
const DEFAULT_DAYS = 14;

/**
 * The day by which a place is visited again: the scheme's, at once where it stays closed until then,
 * else two weeks for what is red, and for what is yellow with something left open. Null where nothing
 * calls for it.
 */
export function followUpDue(
  scheme: Scheme,
  outcome: string | null,
  visitedOn: IsoDate,
  openFindings: number,
): IsoDate | null {
  const result = outcome === null ? undefined : scheme.outcomes[outcome];
  if (!result) return null;
  if (result.revisitDays === null) return visitedOn;
  if (result.revisitDays !== undefined) return addDays(visitedOn, Math.ceil(result.revisitDays));
  const isDue = result.colour === "red" || (result.colour === "yellow" && openFindings > 0);
  return isDue ? addDays(visitedOn, DEFAULT_DAYS) : null;
}

/**
 * The form of a follow-up: what was in order stays as it was found, what was left open has to be
 * looked at anew, and so has everything that stands outside the checklist.
 */
export function followUpDraft(last: VisitDraft, visitedOn: IsoDate, scheme: Scheme): VisitDraft {
  const settled = scheme.checklist.flatMap((item) => {
    const entry = last.items[item.code];
    const mark = markOf(item, entry);
    if (!entry || mark === null || (mark === "out" && !entry.corrected)) return [];
    const kept = mark === "out" ? "in" : mark;
    return [[item.code, { ...FRESH, mark: kept }] as const];
  });
  return {
    ...emptyDraft("follow-up", visitedOn),
    items: Object.fromEntries(settled),
    findings: last.findings
      .filter(({ corrected }) => !corrected)
      .map((finding) => ({ ...finding, photos: [] })),
  };
}

const FRESH = { corrected: false, comment: "", measured: null, photos: [] };

/** The codes of the items that a visit left open. */
export function openItems(draft: VisitDraft, scheme: Scheme): string[] {
  return findingsOf(draft, scheme).flatMap(({ code, corrected }) =>
    code !== null && !corrected ? [code] : [],
  );
}
