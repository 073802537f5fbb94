import type { Category } from "@/core/category";

/** What an entry of the publication log says happened to a site's listing. */
export const EVENT_KINDS = [
  "listed",
  "rated",
  "described",
  "recorded",
  "aged",
  "ended",
  "reopened",
  "withdrawn",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One site that a publication changed where it stands: its rating, words or record, not its place. */
export interface Touched {
  /** Public id. */
  site: string;
  /** Slug. */
  authority: string;
  morton: number | null;
  category: Category;
  /** What it is found by. */
  tokens: readonly string[];
}

/** What the publishing transaction tells every reader (DESIGN §2). */
export interface Publication {
  /** One more than the publication before. */
  revision: number;
  /** Of the last event in the log. */
  position: number;
  /** Null where any public answer may differ. */
  touched: Touched[] | null;
}
