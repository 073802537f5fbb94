import type { IsoDate } from "@/core/import-row";
import type { AuthorityDetail, Counts } from "@/core/listing";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { officeOf } from "@/db/queries/office-source";

/** What the page of one authority shows, or null where there is none of that name. */
export async function findAuthority(
  db: Db,
  slug: string,
  today: IsoDate,
): Promise<AuthorityDetail | null> {
  const [authority] = await db<(Omit<AuthorityDetail, "sources" | "domains"> & { id: number })[]>`
    select id, slug, name, country, language, website, email, invented
    from authorities where slug = ${slug}`;
  if (!authority) return null;
  const { id, ...facts } = authority;
  const [sources, freshness, ...domains] = await Promise.all([
    listSources(db, id),
    findFreshness(db, id, today),
    ...SITE_DOMAINS.map((domain) => countDomain(db, id, domain)),
  ]);
  return {
    ...facts,
    sources,
    ...freshness,
    domains: domains.filter(({ counts }) => Object.values(counts).some((count) => count > 0)),
  };
}

async function listSources(db: Db, authorityId: number): Promise<AuthorityDetail["sources"]> {
  const rows = await db<AuthorityDetail["sources"]>`
    select
      s.name, s.licence, s.licence_url, s.url, s.as_of, s.language,
      ${officeOf(db, "s")} as office,
      (select count(*) from site_sources l
        where l.source_id = s.id and l.released_on is null and l.gone_on is null) as sites,
      (select count(*) from site_sources l
        where l.source_id = s.id and l.released_on is null and l.gone_on is not null) as gone,
      run.id as run_id,
      (select count(*) from import_issues i
        where i.run_id = run.id and i.action in ('row-refused', 'field-dropped')) as refused
    from sources s
    left join lateral (
      select id from import_runs r where r.source_id = s.id and r.state = 'applied'
      order by finished_at desc limit 1
    ) run on true
    where s.authority_id = ${authorityId}
    order by s.name`;
  return [...rows];
}

async function countDomain(db: Db, authorityId: number, domain: SiteDomain) {
  const [counts] = await db<Counts[]>`
    select
      coalesce(sum(sites) filter (where standing = 'green'), 0)::int as green,
      coalesce(sum(sites) filter (where standing = 'yellow'), 0)::int as yellow,
      coalesce(sum(sites) filter (where standing = 'red'), 0)::int as red,
      coalesce(sum(sites) filter (where standing not in ('green', 'yellow', 'red')), 0)::int
        as unrated
    from board_counts
    where domain = ${domain} and authority_id = ${authorityId} and standing <> 'ceased'`;
  const schemes = await db<{ key: string }[]>`
    select scheme_id || '@' || scheme_version as key
    from authority_schemes used
    join schemes s on s.id = used.scheme_id and s.version = used.scheme_version
    where used.authority_id = ${authorityId} and s.domain = ${domain} and used.valid_to is null
    order by used.valid_from, key`;
  return {
    domain,
    counts: counts ?? { green: 0, yellow: 0, red: 0, unrated: 0 },
    schemes: schemes.map((scheme) => scheme.key),
  };
}

async function findFreshness(db: Db, authorityId: number, today: IsoDate) {
  const [row] = await db<
    { newestRatingOn: IsoDate | null; medianAgeDays: number | null; stale: number }[]
  >`
    with days as (
      select rated_on, sum(sites) as sites,
        coalesce(sum(sites) filter (where stale_on <= ${today}::date), 0) as stale
      from rating_days
      where authority_id = ${authorityId}
      group by rated_on
    ), younger as (
      select rated_on, sites, sum(sites) over (order by rated_on desc) as sites_so_far,
        sum(sites) over () as sites_in_all
      from days
    )
    select
      (select max(rated_on) from days) as newest_rating_on,
      (select ${today}::date - max(rated_on) from younger where sites_so_far * 2 >= sites_in_all)
        as median_age_days,
      (select coalesce(sum(stale), 0)::int from days) as stale`;
  return row ?? { newestRatingOn: null, medianAgeDays: null, stale: 0 };
}
