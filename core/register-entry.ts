/** What a public register may say of a site or a legal entity; notices, never a colour. */
export const ENTRY_KINDS = [
  "judgment-defaulter",
  "safety-measure",
  "recall",
  "licence-withdrawn",
  "business-ban",
  "presumed-sham-invoices",
  "trusted-trader",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Kinds that speak for their subject. */
export const POSITIVE_KINDS: readonly EntryKind[] = ["trusted-trader"];

/** How grave an entry is: how long it may be public at most. */
export const ENTRY_CLASSES = ["minor", "general", "serious"] as const;
export type EntryClass = (typeof ENTRY_CLASSES)[number];

/** Months that an entry of a class is public: at least, at most. */
export const ENTRY_MONTHS: Readonly<Record<EntryClass, readonly [least: number, most: number]>> = {
  minor: [0, 3],
  general: [3, 12],
  serious: [12, 36],
};

export const ENTRY_STATES = ["active", "disputed", "repaired", "expired"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
