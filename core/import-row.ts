import type { Category, SiteKind } from "@/core/category";
import type { SiteDomain } from "@/core/standing";

/** A calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A publication: the unit of completeness. */
export interface ImportSource {
  /** Stable across files, such as `fhrs:506`. */
  key: string;
  /** As its publisher writes it. */
  name: string;
  licence: string | null;
  licenceUrl: string | null;
  url: string | null;
  /** BCP 47 language of names and texts, unless a row says otherwise. */
  language: string;
}

/** Who answers for what a source says. */
export interface ImportAuthority {
  /** URL part, unique on the board, such as `camden`. */
  slug: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  website: string | null;
  email: string | null;
  /** True only for demonstration data. */
  invented: boolean;
}

/**
 * First row of a snapshot: whose records follow and how complete they are.
 * What a whole snapshot no longer names is gone.
 */
export interface SnapshotRow {
  kind: "snapshot";
  source: ImportSource;
  /** `timeZone` is an IANA name, where the source knows; it never changes what the authority has set. */
  authority: ImportAuthority & { timeZone?: string };
  domain: SiteDomain;
  /** The date the file itself claims; null where the format carries none. */
  asOf: IsoDate | null;
  /** `scheme id@version` under which the ratings of this file are published. */
  scheme: string;
}

/** One establishment, as the source describes it. Repeats of one key are resolved when loading. */
export interface SiteRow {
  kind: "site";
  /** Line in the file, or the number of the record where files have no lines to speak of. */
  line: number;
  /** The source's own id. */
  key: string;
  name: string;
  siteKind: SiteKind;
  category: Category;
  categoryAsPublished: string | null;
  /** Street line; null where the source withholds it or there is none. */
  address: string | null;
  locality: string | null;
  postcode: string | null;
  position: { lat: number; lon: number } | null;
  /** Web address of an online shop. */
  website: string | null;
  /** Of the business, as published; what is kept of it serves comparing only. */
  phone?: string | null;
  /** Register number of who operates the site, already validated. */
  operator: { scheme: string; level: "entity" | "establishment"; number: string } | null;
  closedOn: IsoDate | null;
  /** True where the source says that a newer result is on its way. */
  resultPending: boolean;
  /** The operator's right to reply, sanitised plain text. */
  reply: string | null;
  /** Former names the source states, newest first. */
  formerNames: { name: string; until: IsoDate }[];
}

/** One visit. Its result, if any was published, is a {@link RatingRow} with the same `visitKey`. */
export interface VisitRow {
  kind: "visit";
  line: number;
  siteKey: string;
  key: string;
  visitedOn: IsoDate;
  /** The source's word for the kind of visit, such as `Canvass`. */
  type: string | null;
}

/** One infraction found on a visit. */
export interface FindingRow {
  kind: "finding";
  line: number;
  siteKey: string;
  visitKey: string;
  code: string | null;
  text: string;
  severity: "minor" | "significant" | "crucial" | null;
  severityAsPublished: string | null;
  correctedOnSite: boolean;
  /** What the authority did, as published: `Notice to Comply`, `Ticket`... */
  action: string | null;
  /** What came of it in court, as published. */
  courtOutcome: string | null;
  /** Fine in the currency of the place, as published. */
  fine: number | null;
}

/** A published result, of a visit or (visitKey null) of the site as a whole. */
export interface RatingRow {
  kind: "rating";
  line: number;
  siteKey: string;
  visitKey: string | null;
  /** The source's own word or code: `5`, `Pass`; null where it publishes inputs only. */
  published: string | null;
  /** Values of the scheme's inputs as far as the source publishes them. */
  inputs: Record<string, number | string | boolean>;
  ratedOn: IsoDate | null;
}

/** A value that was refused (the row or field was left out), repaired or merely odd. */
export interface IssueRow {
  kind: "issue";
  line: number;
  key: string | null;
  field: string;
  value: string | null;
  /** Machine-readable, kebab-case, such as `bad-date`. */
  problem: string;
  action: "row-refused" | "field-dropped" | "repaired" | "noted";
}

export type ImportRow = SnapshotRow | SiteRow | VisitRow | FindingRow | RatingRow | IssueRow;

/** A file that is wrong as a whole: truncated, another format, no rows. Nothing of it is kept. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}
