/** What an entry of the publication log says happened to a site's listing. */
export const EVENT_KINDS = [
  "listed",
  "rated",
  "described",
  "aged",
  "ended",
  "reopened",
  "withdrawn",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One listing that a publication changed where it stands: its rating or its words, not its place. */
export interface Touched {
  /** Public id. */
  site: string;
  /** Slug. */
  authority: string;
  morton: number | null;
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

/** Which publications an answer depends on: all, or only those that touch something of its own. */
export type Footprint =
  | "everything"
  | { sites: readonly string[] }
  | { authority: string }
  | { tile: readonly [low: number, high: number] };

/** Whether an answer with this footprint may differ after a publication. */
export function concerns({ touched }: Publication, footprint: Footprint): boolean {
  if (touched === null || footprint === "everything") return true;
  return touched.some((one) => {
    if ("sites" in footprint) return footprint.sites.includes(one.site);
    if ("authority" in footprint) return footprint.authority === one.authority;
    const [low, high] = footprint.tile;
    return one.morton !== null && one.morton >= low && one.morton <= high;
  });
}
