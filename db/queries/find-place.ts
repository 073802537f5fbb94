import type { IsoDate } from "@/core/import-row";
import type { Listing } from "@/core/listing";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { findMerged } from "@/db/queries/find-site";
import { listingColumns, toListing } from "@/db/queries/listing-row";

/** One site as feeds and pictures show it. */
export interface FoundPlace extends Listing {
  state: "open" | "closed" | "gone";
  /** The first day on which the rating of a domain is older than its scheme intends. */
  staleOn: Readonly<Record<SiteDomain, IsoDate | null>>;
  /** True for demonstration. */
  invented: boolean;
  licence: string | null;
  licenceUrl: string | null;
  /** When the site was first published here. */
  recordedAt: Date;
}

/** One site without its history; null where the id was never given. */
export async function findPlace(
  db: Db,
  id: string,
): Promise<FoundPlace | { mergedInto: string } | null> {
  const [row] = await db<Record<string, unknown>[]>`
    select ${listingColumns(db)}, l.state, l.food_stale_on, l.goods_stale_on, site.recorded_at,
      authority.invented, source.licence, source.licence_url
    from listings l
    join sites site on site.id = l.site_id
    join authorities authority on authority.id = l.authority_id
    join site_sources link on link.site_id = l.site_id and not link.replaced
    join sources source on source.id = link.source_id
    where l.public_id = ${id}`;
  if (!row) return findMerged(db, id);
  return {
    ...toListing(row),
    state: row.state as FoundPlace["state"],
    staleOn: {
      food: row.foodStaleOn as IsoDate | null,
      goods: row.goodsStaleOn as IsoDate | null,
    },
    invented: row.invented as boolean,
    licence: row.licence as string | null,
    licenceUrl: row.licenceUrl as string | null,
    recordedAt: row.recordedAt as Date,
  };
}
