/** What may be done to a plan: one stop earlier, later or out of it, or all in a short order. */
export const PLAN_CHANGES = ["earlier", "later", "remove", "nearest"] as const;
export type PlanChange = (typeof PLAN_CHANGES)[number];
