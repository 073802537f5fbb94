import { addDays } from "@/core/add-days";
import { type Rated, rate } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { draftInputs, findingsInput, freeSeverities, markOf } from "@/core/visit-findings";
import { VISIT_KINDS, type VisitKind } from "@/core/visit-state";

/** What keeps a draft from being submitted, each by its place in the form. */
export interface Missing {
  /** `item:22`, `input:score`, `visitedOn`... */
  place: string;
  kind:
    | "item"
    | "kind"
    | "input"
    | "severity"
    | "nothing"
    | "comment"
    | "visitedOn"
    | "future"
    | "past"
    | "emergency"
    | "times"
    | "inspector"
    | "person"
    | "grounds"
    | "unknown-item"
    | "unknown-input";
}

/** What a draft comes to so far, and what it still lacks. */
export interface Preview {
  /** Null as long as the scheme's inputs are not complete. */
  rated: Rated | null;
  missing: Missing[];
}

/**
 * Rates a draft with the engine that decides on the server, on the form and there alike. Every item
 * of the checklist has to be marked, if only as not observed: what nobody looked at is not in order.
 * `kinds` are those that fit the place.
 */
export function previewVisit(
  draft: VisitDraft,
  scheme: Scheme,
  today: string,
  kinds: readonly VisitKind[] = VISIT_KINDS,
): Preview {
  const result = rate(draftInputs(draft, scheme), scheme);
  const refused = result.ok ? [] : result.refused;
  return {
    rated: result.ok ? result : null,
    missing: [
      ...(kinds.includes(draft.kind) ? [] : [{ place: "kind", kind: "kind" } as const]),
      ...frame(draft, today),
      ...items(draft, scheme),
      ...findings(draft, scheme),
      ...Object.keys(draft.inputs)
        .filter((name) => !Object.hasOwn(scheme.inputs, name))
        .map((name): Missing => ({ place: `input:${name}`, kind: "unknown-input" })),
      ...refused
        .filter(({ input }) => input !== findingsInput(scheme))
        .map(({ input }): Missing => ({ place: `input:${input}`, kind: "input" })),
      ...closure(draft, scheme, result.ok ? result : null),
      ...signatures(draft),
    ],
  };
}

/** What is recorded later than this has lost its use, or the day is a typing error. */
const PAST_DAYS_MAX = 366;

function dayOf(visitedOn: string | null, today: string): "visitedOn" | "past" | "future" | null {
  if (visitedOn === null) return "visitedOn";
  if (visitedOn < addDays(today, -PAST_DAYS_MAX)) return "past";
  // East of here the inspector's day has begun already.
  return visitedOn > addDays(today, 1) ? "future" : null;
}

function frame({ visitedOn, timeIn, timeOut, emergency }: VisitDraft, today: string): Missing[] {
  const missing: Missing[] = [];
  const day = dayOf(visitedOn, today);
  if (day) missing.push({ place: "visitedOn", kind: day });
  if (timeIn === null || timeOut === null || timeOut < timeIn) {
    missing.push({ place: "timeOut", kind: "times" });
  }
  if (emergency?.grounds === "") missing.push({ place: "emergencyGrounds", kind: "grounds" });
  return missing;
}

/** What is closed at once is red by the rule, or the rule does not close it. */
function closure({ emergency }: VisitDraft, scheme: Scheme, rated: Rated | null): Missing[] {
  if (emergency === null || rated === null) return [];
  const colour = scheme.outcomes[rated.outcome ?? ""]?.colour;
  return colour === "red" ? [] : [{ place: "emergency", kind: "emergency" }];
}

/** Items that nobody has looked at, and such as the checklist does not know. */
function items(draft: VisitDraft, scheme: Scheme): Missing[] {
  const known = new Set(scheme.checklist.map(({ code }) => code));
  return [
    ...scheme.checklist
      .filter((item) => markOf(item, draft.items[item.code]) === null)
      .map(({ code }): Missing => ({ place: `item:${code}`, kind: "item" })),
    ...Object.keys(draft.items)
      .filter((code) => !known.has(code))
      .map((code): Missing => ({ place: `item:${code}`, kind: "unknown-item" })),
  ];
}

/** Findings outside a checklist carry one of the scheme's severities, none where it has none for them. */
function findings(draft: VisitDraft, scheme: Scheme): Missing[] {
  const known = freeSeverities(scheme);
  if (known.length > 0 && draft.findings.length === 0 && !draft.nothingFound) {
    return [{ place: "nothingFound", kind: "nothing" }];
  }
  const severities = known.length > 0 ? known : [""];
  return draft.findings.flatMap(({ severity }, at): Missing[] =>
    severities.includes(severity) ? [] : [{ place: `finding:${at}`, kind: "severity" }],
  );
}

function signatures({ signatures: { inspector, person } }: VisitDraft): Missing[] {
  return [
    ...(inspector === null ? [{ place: "signature:inspector", kind: "inspector" } as const] : []),
    ...(person === null ? [{ place: "signature:person", kind: "person" } as const] : []),
  ];
}
