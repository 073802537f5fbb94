import type { Category, SiteKind } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { SiteDomain, Standing } from "@/core/standing";

/** One domain of one site in the bulk files: flat, and never merged with another domain. */
export interface BulkRow {
  site: string;
  name: string;
  language: string;
  kind: SiteKind;
  category: Category;
  address: string | null;
  locality: string | null;
  postcode: string | null;
  lat: number | null;
  lon: number | null;
  state: "open" | "closed" | "gone";
  ended_on: IsoDate | null;
  authority: string;
  authority_name: string;
  country: string;
  invented: boolean;
  domain: SiteDomain;
  standing: Standing;
  outcome: string | null;
  word: string | null;
  scheme: string | null;
  published: string | null;
  rated_on: IsoDate | null;
  stale_on: IsoDate | null;
  as_of: IsoDate;
  result_pending: boolean;
  source: string;
  licence: string | null;
  licence_url: string | null;
  url: string;
}

/** A column of the bulk files as their manifest describes it. */
export interface BulkColumn {
  name: keyof BulkRow;
  type: "text" | "number" | "date" | "boolean";
  nullable: boolean;
  description: string;
}

function column(
  name: keyof BulkRow,
  type: BulkColumn["type"],
  required: "required" | "nullable",
  description: string,
): BulkColumn {
  return { name, type, nullable: required === "nullable", description };
}

/** In the order of the files; dates are days such as 2026-01-31. */
export const BULK_COLUMNS: readonly BulkColumn[] = [
  column("site", "text", "required", "Public number of the site, never reused."),
  column("name", "text", "required", "Name of the site as its authority publishes it."),
  column("language", "text", "required", "Language of the name and address (BCP 47)."),
  column("kind", "text", "required", "fixed, mobile or online."),
  column("category", "text", "required", "Kind of business, one of a closed set."),
  column("address", "text", "nullable", "Street address."),
  column("locality", "text", "nullable", "Town or district."),
  column("postcode", "text", "nullable", "Postcode."),
  column("lat", "number", "nullable", "Latitude in degrees (WGS 84)."),
  column("lon", "number", "nullable", "Longitude in degrees (WGS 84)."),
  column("state", "text", "required", "open, closed, or gone from its source."),
  column("ended_on", "date", "nullable", "Day it closed or was first missing from its source."),
  column("authority", "text", "required", "Short name of the authority in addresses."),
  column("authority_name", "text", "required", "Name of the authority."),
  column("country", "text", "required", "Country of the authority (ISO 3166-1)."),
  column("invented", "boolean", "required", "True for demonstration data, which is invented."),
  column("domain", "text", "required", "food or goods; the two are never merged."),
  column("standing", "text", "required", "green, yellow, red, or why there is no colour."),
  column("outcome", "text", "nullable", "Outcome code of the scheme; null without a colour."),
  column("word", "text", "nullable", "The scheme's word for the outcome, in English."),
  column("scheme", "text", "nullable", "Scheme and version, such as uk-fhrs@2018-11."),
  column("published", "text", "nullable", "The source's own word for the result."),
  column("rated_on", "date", "nullable", "Day of the rating."),
  column("stale_on", "date", "nullable", "First day on which it is older than its scheme intends."),
  column("as_of", "date", "required", "Day of the publication that first said so."),
  column("result_pending", "boolean", "required", "True where a newer result is on its way."),
  column("source", "text", "required", "Publication that the row comes from."),
  column("licence", "text", "nullable", "Licence of that publication."),
  column("licence_url", "text", "nullable", "Text of the licence."),
  column("url", "text", "required", "Page of the site."),
];
