import type { Category, SiteKind } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { DomainStanding, Listing } from "@/core/listing";
import { distanceM } from "@/core/map-grid";
import type { SiteDomain, Standing } from "@/core/standing";
import type { Db, Tx } from "@/db/client";

interface ListingRow {
  siteId: number;
  publicId: string;
  slug: string;
  name: string;
  language: string;
  kind: SiteKind;
  category: Category;
  address: string | null;
  locality: string | null;
  postcode: string | null;
  latE6: number | null;
  lonE6: number | null;
  website: string | null;
  authoritySlug: string;
  authorityName: string;
  resultPending: boolean;
  standings: StandingRow[];
  taxStanding: Standing | null;
  taxScheme: string | null;
  taxOutcome: string | null;
  taxAsOf: IsoDate | null;
}

interface StandingRow {
  domain: SiteDomain;
  standing: Standing | null;
  scheme: string | null;
  outcome: string | null;
  published: string | null;
  ratedOn: IsoDate | null;
  asOf: IsoDate | null;
  staleOn: IsoDate | null;
}

/** The columns of one row of the public list; `l` is the listing and `authority` its authority. */
export function listingColumns(db: Db | Tx) {
  return db`
    l.site_id, l.public_id, l.slug, l.name, l.language, l.kind, l.category, l.address, l.locality,
    l.postcode, l.lat_e6, l.lon_e6, l.website, l.result_pending,
    l.tax_standing, l.tax_scheme, l.tax_outcome, l.tax_as_of,
    authority.slug as authority_slug, authority.name as authority_name,
    jsonb_build_array(
      jsonb_build_object('domain', 'food', 'standing', l.food_standing, 'scheme', l.food_scheme,
        'outcome', l.food_outcome, 'published', l.food_published, 'ratedOn', l.food_rated_on,
        'asOf', l.food_as_of, 'staleOn', l.food_stale_on),
      jsonb_build_object('domain', 'goods', 'standing', l.goods_standing, 'scheme', l.goods_scheme,
        'outcome', l.goods_outcome, 'published', l.goods_published, 'ratedOn', l.goods_rated_on,
        'asOf', l.goods_as_of, 'staleOn', l.goods_stale_on)
    ) as standings`;
}

/** A row of the public list from the {@link listingColumns} of a query. */
export function toListing(
  row: Record<string, unknown>,
  near: { lat: number; lon: number } | null = null,
): Listing {
  const r = row as unknown as ListingRow;
  const position =
    r.latE6 === null || r.lonE6 === null ? null : { lat: r.latE6 / 1e6, lon: r.lonE6 / 1e6 };
  return {
    id: r.publicId,
    slug: r.slug,
    name: r.name,
    language: r.language,
    kind: r.kind,
    category: r.category,
    address: r.address,
    locality: r.locality,
    postcode: r.postcode,
    position,
    website: r.website,
    authority: { slug: r.authoritySlug, name: r.authorityName },
    standings: r.standings.flatMap((s) => toStanding(s, r.resultPending)),
    tax: r.taxStanding && {
      standing: r.taxStanding,
      scheme: r.taxScheme,
      outcome: r.taxOutcome,
      asOf: r.taxAsOf,
    },
    distanceM: near && position ? distanceM(near, position) : null,
  };
}

function toStanding(row: StandingRow, resultPending: boolean): DomainStanding[] {
  const { standing, asOf } = row;
  if (standing === null || asOf === null) return [];
  return [{ ...row, standing, asOf, resultPending }];
}
