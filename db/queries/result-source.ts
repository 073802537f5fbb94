import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";

/**
 * Joins, as `food_source` or `goods_source`, the source whose result the listing `l` of the site of
 * `link` shows: that of visits recorded here where their last is of the day that the listing says,
 * as `listing_rows` chooses.
 */
export function joinResultSource(db: Db | Tx, domain: SiteDomain) {
  const [office, source] = [db(`${domain}_office`), db(`${domain}_source`)];
  return db`
    left join office_ratings ${office} on ${office}.site_id = l.site_id
      and ${office}.domain = ${domain} and ${office}.rated_on = l.${db(`${domain}_rated_on`)}
    join sources ${source} on ${source}.id = coalesce(${office}.source_id, link.source_id)`;
}
