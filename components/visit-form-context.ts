import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitFinding } from "@/core/visit-findings";
import type { VisitKind } from "@/core/visit-state";

/** What the parts of a visit's form need in common. */
export interface VisitFormContext {
  visit: {
    id: string;
    scheme: Scheme;
    draft: VisitDraft;
    /** Who is signed in and signs, by the name of the account. */
    inspector: { name: string };
  };
  /** Sentences of the authority by item code, in the language in which it publishes. */
  comments: Readonly<Record<string, readonly string[]>>;
  /** Hashes of the pictures of each item, those of none under "", that are kept, whether or not the form knows of them yet. */
  photos: Readonly<Record<string, readonly string[]>>;
  /** The routine visit before, with what was out of order then. */
  previous: { visitedOn: IsoDate; found: readonly VisitFinding[] } | null;
  /** Those that fit the place. */
  kinds: readonly VisitKind[];
  locale: Locale;
  today: IsoDate;
}
