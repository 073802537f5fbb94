import type { Authority, Box } from "@/core/listing";
import type { Db } from "@/db/client";

/** All authorities with the number of their open sites and the box these lie in, by name. */
export async function listAuthorities(
  db: Db,
): Promise<(Authority & { sites: number; box: Box | null })[]> {
  const rows = await db<
    (Authority & {
      sites: number;
      west: number | null;
      south: number;
      east: number;
      north: number;
    })[]
  >`
    select slug, name, country, language, website, email, invented,
      coalesce(sites, 0) as sites, west, south, east, north
    from authorities
    left join (
      select authority_id, count(*) as sites,
        min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south,
        max(lon_e6) / 1e6 as east, max(lat_e6) / 1e6 as north
      from listings where state = 'open' group by authority_id
    ) listed on listed.authority_id = authorities.id
    order by name`;
  return rows.map(({ west, south, east, north, ...authority }) => ({
    ...authority,
    box: west === null ? null : { west, south, east, north },
  }));
}
