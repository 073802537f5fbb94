/** What may be decided about a visit that is out of its inspector's hands, or given up before. */
export const VISIT_DECISIONS = [
  "confirm",
  "return",
  "withdraw",
  "correct",
  "discard",
  "ask-withdrawal",
  "confirm-withdrawal",
  "refuse-withdrawal",
  "recall-withdrawal",
] as const;
export type VisitDecision = (typeof VISIT_DECISIONS)[number];

const WITHOUT_REASON: readonly VisitDecision[] = [
  "confirm",
  "confirm-withdrawal",
  "recall-withdrawal",
];

/** Whoever agrees has read the reason; whoever takes a request back has given theirs. */
export function needsReason(decision: VisitDecision): boolean {
  return !WITHOUT_REASON.includes(decision);
}
