import type { Db } from "@/db/client";

/** A site as the sitemap names it. */
export interface SitemapSite {
  id: string;
  slug: string;
  /** When its newest rating was published here, or else the site itself. */
  changedAt: Date;
}

/**
 * How many of the numbers of sites belong to one part: fixed, so that no site ever changes its
 * part. A site whose slug is all Han characters takes 7 kB, and a part may have 50 MB.
 */
const PART_WIDTH = 4000;

/** The parts that have an open site, in order. */
export async function listSitemapParts(db: Db): Promise<number[]> {
  const rows = await db<{ part: number }[]>`
    select part from generate_series(0, (select max(site_id) from listings) / ${PART_WIDTH}) as part
    where exists (
      select from listings
      where site_id >= part * ${PART_WIDTH} and site_id < (part + 1) * ${PART_WIDTH}
        and state = 'open')
    order by part`;
  return rows.map(({ part }) => part);
}

/** The open sites of one part; none where the part does not exist. */
export async function listSitemapSites(db: Db, part: number): Promise<SitemapSite[]> {
  const [first, end] = [part * PART_WIDTH, (part + 1) * PART_WIDTH];
  return [
    ...(await db<SitemapSite[]>`
      select l.public_id as id, l.slug, coalesce(rated.at, site.recorded_at) as changed_at
      from listings l
      join sites site on site.id = l.site_id
      left join (
        select site_id, max(recorded_at) as at from ratings
        where site_id >= ${first} and site_id < ${end} and superseded_by is null group by site_id
      ) rated on rated.site_id = l.site_id
      where l.site_id >= ${first} and l.site_id < ${end} and l.state = 'open'
        and site.id >= ${first} and site.id < ${end}
      order by l.site_id`),
  ];
}
