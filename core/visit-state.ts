/** What becomes of a visit recorded here (DESIGN §12). */
export const VISIT_STATES = [
  "draft",
  "submitted",
  "awaiting",
  "published",
  "superseded",
  "withdrawn",
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/**
 * Every way a visit may go, and no other: the database refuses the rest. A visit is returned to its
 * inspector as a draft; a submitted one waits for its day, also one that was confirmed; a superseded
 * one stands again where its correction is withdrawn.
 */
export const VISIT_ARROWS: Readonly<Record<VisitState, readonly VisitState[]>> = {
  draft: ["submitted", "withdrawn"],
  submitted: ["awaiting", "published", "withdrawn"],
  awaiting: ["submitted", "published", "draft", "withdrawn"],
  published: ["superseded", "withdrawn"],
  superseded: ["published"],
  withdrawn: [],
};

/** What is asked and refused while a result stands leaves the visit as it is. */
export type StepName =
  | VisitState
  | "returned"
  | "lapsed"
  | "moved"
  | "withdrawal-asked"
  | "withdrawal-refused"
  | "withdrawal-recalled"
  | "withdrawal-ended";

/**
 * What a step of a visit is called: one back to its inspector is a return, not a draft, and one that
 * leads nowhere is the visit's own going to another place with its site.
 */
export function stepName({
  from,
  to,
  by,
}: {
  from: VisitState | null;
  to: VisitState;
  /** Null where time did it. */
  by: string | null;
}): StepName {
  if (from === to) return "moved";
  if (from !== "awaiting") return to;
  if (to === "draft") return "returned";
  return to === "withdrawn" && by === null ? "lapsed" : to;
}

/** Whether the report of a visit may be mailed: it is out of its inspector's hands, and stands. */
export function isMailable(state: VisitState): boolean {
  return state === "submitted" || state === "awaiting" || state === "published";
}

/** Why a place is visited. Only routine visits count for repeats and rotation. */
export const VISIT_KINDS = ["routine", "follow-up", "complaint", "requested"] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/**
 * The kinds that fit a place in one domain: where nobody has been yet there is nothing to come back
 * to. A complaint may reach an inspector by any way, so it always fits.
 */
export function fittingKinds(wasVisited: boolean): VisitKind[] {
  return VISIT_KINDS.filter((kind) => kind !== "follow-up" || wasVisited);
}
