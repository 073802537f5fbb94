import type { Category, SiteKind } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { Inputs } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";

/** What lists and maps show of a legal entity's tax standing. */
export interface TaxStanding {
  standing: Standing;
  /** `id@version` of the scheme, null where nothing is published. */
  scheme: string | null;
  outcome: string | null;
  /** The day of the figures behind it. */
  asOf: IsoDate | null;
}

/** Why no tax standing is published. */
type TaxSilence = "nothing" | "too-old" | "no-basis" | "incomplete";

/** What is said of a legal entity's tax: never an amount, never a return. */
export interface TaxDetail extends TaxStanding {
  /** Null where a standing is shown. */
  silence: TaxSilence | null;
  /** The rule of the scheme that decided; null where nothing is published. */
  rule: string | null;
  /** Some part is disputed, and that part did not count. */
  disputed: boolean;
  /** A payment plan is kept. */
  planned: boolean;
  legalBasis: string | null;
  authority: { name: string; language: string; website: string | null } | null;
}

/** What the board shows of one domain of one site. */
export interface DomainStanding {
  domain: SiteDomain;
  standing: Standing;
  /** `id@version` of the scheme, null where a published word is mapped by none. */
  scheme: string | null;
  /** Outcome code of that scheme, null where there is no colour. */
  outcome: string | null;
  /** The source's own word, null where it published inputs only. */
  published: string | null;
  ratedOn: IsoDate | null;
  /** The day of the snapshot that first said so. */
  asOf: IsoDate;
  /** The first day on which it is older than its scheme's interval. */
  staleOn: IsoDate | null;
  /** True where the source says that a newer result is on its way. */
  resultPending: boolean;
}

/** One row of the public list. */
export interface Listing {
  /** Ten characters, without dashes. */
  id: string;
  slug: string;
  name: string;
  /** BCP 47 language of the name. */
  language: string;
  kind: SiteKind;
  category: Category;
  address: string | null;
  locality: string | null;
  postcode: string | null;
  position: { lat: number; lon: number } | null;
  website: string | null;
  authority: { slug: string; name: string };
  standings: DomainStanding[];
  /** Of the legal entity that runs it, never of the site; null where none is listed. */
  tax: TaxStanding | null;
  /** Metres from where the reader asked from; null without such a place. */
  distanceM: number | null;
}

/** Counts of one domain's standings; `unrated` holds every grey state. */
export interface Counts {
  green: number;
  yellow: number;
  red: number;
  unrated: number;
}

/** A number of sites; `capped` says that there are more than `value`. */
export interface Total {
  value: number;
  capped: boolean;
}

/** Degrees; west may exceed east across the antimeridian. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A licence as the source names it. */
export interface Licence {
  name: string;
  url: string | null;
}

/** One page of the list with what is said above it. */
export interface BoardPage {
  items: Listing[];
  /** Opaque; null at the end. */
  next: string | null;
  total: Total;
  /** Null where there are too many to count. */
  counts: Counts | null;
  /** How many of the total the map cannot show; 0 where a part of the map is asked for. */
  unplaced: number;
  /** Words that were corrected before searching, as typed and as searched. */
  corrected: { from: string; to: string }[];
  /** The words as searched, after that. */
  searched: string;
  /** The newest snapshot day among the sources, null on an empty board. */
  asOf: IsoDate | null;
  /** Of the sources. */
  licence: Licence[];
}

/** A mark of the map: a cluster of sites in one cell, or one site. */
export type MapMark =
  | { kind: "cluster"; lat: number; lon: number; counts: Counts; box: Box }
  | {
      kind: "site";
      lat: number;
      lon: number;
      id: string;
      slug: string;
      name: string;
      language: string;
      standing: Standing;
      scheme: string | null;
      outcome: string | null;
      published: string | null;
    };

/** One infraction as shown; texts are the source's own. */
export interface Finding {
  code: string | null;
  text: string;
  severity: "minor" | "significant" | "crucial" | null;
  severityAsPublished: string | null;
  correctedOnSite: boolean;
  /** Found at the routine visit before, too; told of visits recorded here. */
  repeated: boolean;
  action: string | null;
  courtOutcome: string | null;
  fine: number | null;
}

/** A rating as it was issued: never edited, only followed by another. */
export interface IssuedRating extends Omit<DomainStanding, "staleOn"> {
  inputs: Inputs;
  /** `computed` from the source's inputs or `published` by the source. */
  origin: "published" | "computed";
  /** False once another rating has taken its place. */
  current: boolean;
  /** The publication it comes from, as its publisher names it. */
  source: string;
  office: OfficeSource | null;
  /** Closed in an emergency: public at once, not yet confirmed by a second person. */
  unconfirmed: boolean;
  /** Of a day before the present operator took the site over from another. */
  previousOperator: boolean;
}

/** A visit with its findings and, where one was published, its result. */
export interface Visit {
  id: string;
  domain: SiteDomain;
  visitedOn: IsoDate;
  /** When it began, where it was recorded here. */
  timeIn: string | null;
  type: string | null;
  findings: Finding[];
  rating: IssuedRating | null;
  /** Why it no longer counts: a later record corrected it, or it was withdrawn. */
  ended: "corrected" | "withdrawn" | null;
  /** Made before the present operator took the site over from another. */
  previousOperator: boolean;
}

/** A site that another came from or went to; a merged one leads to its survivor by itself. */
export interface Kin {
  relation: "moved-to" | "moved-from" | "split-into" | "split-from";
  id: string;
  slug: string;
  name: string;
  language: string;
  address: string | null;
  /** The day it was said. */
  on: IsoDate;
}

/** Where facts came from: publisher's publication, licence and day. */
export interface SourceNote {
  name: string;
  licence: string | null;
  licenceUrl: string | null;
  url: string | null;
  asOf: IsoDate;
  language: string;
  office: OfficeSource | null;
}

/** Of a source that an authority's own records here belong to: of what, and the authority's name. */
interface OfficeSource {
  of: SiteDomain | "register";
  authority: string;
}

/** Everything the page of one site shows. */
export interface SiteDetail extends Listing {
  categoryAsPublished: string | null;
  formerNames: { name: string; until: IsoDate }[];
  state: "open" | "closed" | "gone";
  /** The day it closed, or was first missing from its source. */
  endedOn: IsoDate | null;
  authorityDetail: Authority;
  source: SourceNote;
  sourceKey: string;
  /** Current rating of each domain, as issued. */
  ratings: IssuedRating[];
  /** Ratings of the site as a whole that came before, newest first. */
  earlier: IssuedRating[];
  /** Newest first. */
  visits: Visit[];
  reply: { text: string; language: string; since: IsoDate } | null;
  operator: { scheme: string; number: string } | null;
  /** Of its operator where that is a listed legal entity; nothing of anybody else. */
  operatorDetail: { name: string | null; language: string | null; tax: TaxDetail } | null;
  /** Where a vendor that moves stands today; null where that is not known. */
  pitch: { place: string; position: { lat: number; lon: number } } | null;
  /** The day on which the present operator followed another; null where none is known to have. */
  takenOverOn: IsoDate | null;
  /** Where it went on, and what it came from. */
  kin: Kin[];
  /** Up to 20 other open sites of the same operator. */
  siblings: Listing[];
  /** Up to 6 open sites nearest to this one. */
  nearby: Listing[];
}

export interface Authority {
  slug: string;
  name: string;
  country: string;
  language: string;
  website: string | null;
  email: string | null;
  invented: boolean;
}

/** What the page of one authority shows. */
export interface AuthorityDetail extends Authority {
  sources: (SourceNote & { sites: number; gone: number; refused: number; runId: string | null })[];
  domains: { domain: SiteDomain; counts: Counts; schemes: string[] }[];
  /** Day of the newest rating, null without any. */
  newestRatingOn: IsoDate | null;
  /** Median age of the current ratings in days, null without any. */
  medianAgeDays: number | null;
  /** Sites whose last rating is older than the scheme's interval. */
  stale: number;
}

/** A suggestion under the search box. */
export interface Suggestion {
  id: string;
  slug: string;
  name: string;
  language: string;
  /** The former name that matched, if it was not the present one. */
  formerName: string | null;
  place: string | null;
  standing: Standing;
}
