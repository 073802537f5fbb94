/** Why somebody who went could not inspect. */
export const MISSED_REASONS = ["closed", "refused", "not-found", "unsafe", "other"] as const;
export type MissedReason = (typeof MISSED_REASONS)[number];
