import { addDays } from "@/core/follow-up";
import { type Rated, rate } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { draftInputs, findingsInput, freeSeverities } from "@/core/visit-findings";

/** What keeps a draft from being submitted, each by its place in the form. */
export interface Missing {
  /** `item:22`, `input:score`, `visitedOn`... */
  place: string;
  kind:
    | "item"
    | "input"
    | "severity"
    | "comment"
    | "visitedOn"
    | "future"
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
 */
export function previewVisit(draft: VisitDraft, scheme: Scheme, today: string): Preview {
  const result = rate(draftInputs(draft, scheme), scheme);
  const refused = result.ok ? [] : result.refused;
  return {
    rated: result.ok ? result : null,
    missing: [
      ...frame(draft, today),
      ...items(draft, scheme),
      ...findings(draft, scheme),
      ...Object.keys(draft.inputs)
        .filter((name) => !Object.hasOwn(scheme.inputs, name))
        .map((name): Missing => ({ place: `input:${name}`, kind: "unknown-input" })),
      ...refused
        .filter(({ input }) => input !== findingsInput(scheme))
        .map(({ input }): Missing => ({ place: `input:${input}`, kind: "input" })),
      ...signatures(draft),
    ],
  };
}

function frame({ visitedOn, timeIn, timeOut, emergency }: VisitDraft, today: string): Missing[] {
  const missing: Missing[] = [];
  if (visitedOn === null) missing.push({ place: "visitedOn", kind: "visitedOn" });
  // East of here the inspector's day has begun already.
  else if (visitedOn > addDays(today, 1)) missing.push({ place: "visitedOn", kind: "future" });
  if (timeIn === null || timeOut === null || timeOut < timeIn) {
    missing.push({ place: "timeOut", kind: "times" });
  }
  if (emergency?.grounds === "") missing.push({ place: "emergencyGrounds", kind: "grounds" });
  return missing;
}

/** Items that nobody has looked at, and such as the checklist does not know. */
function items(draft: VisitDraft, scheme: Scheme): Missing[] {
  const known = new Set(scheme.checklist.map(({ code }) => code));
  return [
    ...[...known]
      .filter((code) => !draft.items[code])
      .map((code): Missing => ({ place: `item:${code}`, kind: "item" })),
    ...Object.keys(draft.items)
      .filter((code) => !known.has(code))
      .map((code): Missing => ({ place: `item:${code}`, kind: "unknown-item" })),
  ];
}

/** Findings outside a checklist carry one of the scheme's severities, none where it has none for them. */
function findings(draft: VisitDraft, scheme: Scheme): Missing[] {
  const known = freeSeverities(scheme);
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
