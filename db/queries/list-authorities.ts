import type { Authority, SourceNote } from "@/core/listing";
import type { Db } from "@/db/client";
import { officeOf } from "@/db/queries/office-source";

/** Every authority of the board, by name. */
export async function listAuthorities(db: Db): Promise<Authority[]> {
  return [
    ...(await db<Authority[]>`
      select slug, name, country, language, website, email, invented
      from authorities order by name`),
  ];
}

/** Every authority with what it publishes and how many open sites that lists. */
export async function listPublishers(
  db: Db,
): Promise<(Authority & { sites: number; sources: SourceNote[] })[]> {
  return [
    ...(await db<(Authority & { sites: number; sources: SourceNote[] })[]>`
      select slug, a.name, country, a.language, website, email, invented,
        coalesce(listed.sites, 0) as sites,
        coalesce(
          jsonb_agg(jsonb_build_object('name', s.name, 'licence', s.licence,
            'licenceUrl', s.licence_url, 'url', s.url, 'asOf', s.as_of, 'language', s.language,
            'office', ${officeOf(db, "s")})
            order by s.name) filter (where s.id is not null), '[]'
        ) as sources
      from authorities a
      left join sources s on s.authority_id = a.id
      left join (
        select authority_id, sum(sites) as sites from board_counts where standing <> 'ceased'
        group by authority_id
      ) listed on listed.authority_id = a.id
      group by a.id, listed.sites
      order by a.name`),
  ];
}
