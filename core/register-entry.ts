import type { IsoDate } from "@/core/import-row";
import type { SourceNote } from "@/core/listing";

/** What a public register may say of a site or a legal entity; notices, never a colour. */
export const ENTRY_KINDS = [
  "judgment-defaulter",
  "safety-measure",
  "recall",
  "licence-withdrawn",
  "business-ban",
  "presumed-sham-invoices",
  "sham-invoices",
  "trusted-trader",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Kinds that speak for their subject. */
const POSITIVE_KINDS: readonly EntryKind[] = ["trusted-trader"];

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

/** Reasons of steps that no person took, as they are kept. */
export const ENDED_BY_TERM = "term-over";
export const IMPORTED = "imported";
export const SAID_ANEW = "said-anew";
export const NO_LONGER_NAMED = "no-longer-named";
export const OWN_REASONS = [ENDED_BY_TERM, IMPORTED, SAID_ANEW, NO_LONGER_NAMED] as const;

/** What an entry says, and for how long. */
export interface EntryWording {
  /** BCP 47 language of the texts. */
  language: string;
  legalBasis: string;
  grounds: string;
  /** A number of the decision, or an address of it. */
  evidence: string | null;
  remedy: string;
  startsOn: IsoDate;
  /** The first day on which it is no longer shown. */
  endsOn: IsoDate;
}

/** What the public may read of an entry while it lasts. */
export interface PublicEntry extends EntryWording {
  id: string;
  kind: EntryKind;
  state: Extract<EntryState, "active" | "disputed">;
  /** Who keeps the register and decides on the entry. */
  authority: { slug: string; name: string; language: string };
}

/** An entry in the back-office's list. */
export interface OfficeEntryLine {
  id: string;
  kind: EntryKind;
  state: EntryState;
  authority: { slug: string; name: string; language: string };
  /** A site by its public id, or a legal entity by a number. */
  subject: {
    site: string | null;
    entity: { scheme: string; number: string } | null;
    name: string | null;
    language: string | null;
  };
  startsOn: IsoDate;
  endsOn: IsoDate;
  isPublic: boolean;
}

/** An entry as the officials of its authority see it, ended or not. */
export interface OfficeEntry extends OfficeEntryLine, EntryWording {
  authority: OfficeEntryLine["authority"] & { id: number };
  class: EntryClass;
  source: Pick<SourceNote, "name" | "language" | "office">;
  isSuperseded: boolean;
  /** In their order. */
  steps: { state: EntryState; at: Date; by: string | null; reason: string }[];
}

/** Whether an entry of a kind speaks for its subject. */
export function isPositive(kind: EntryKind): boolean {
  return POSITIVE_KINDS.includes(kind);
}
