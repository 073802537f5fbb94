import type { Category } from "@/core/category";
import type { Inputs } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { Db } from "@/db/client";

/** A stored rating with what it rests on. */
export interface StoredRating {
  id: number;
  site: string;
  authority: string;
  category: Category;
  /** `id@version`. */
  scheme: string;
  origin: "published" | "computed";
  inputs: Inputs;
  outcome: string | null;
  standing: Standing;
  /** What its visit found; null for a result of the site as a whole. */
  findings: { severity: string | null; correctedOnSite: boolean }[] | null;
}

interface Wanted {
  /** The name of a scheme, of any version. */
  schemeId?: string;
  /** Only the current rating of each site, and no older than this day. */
  since?: string;
  /** Only results of one authority's sources in a domain. */
  of?: { authorityId: number; domain: SiteDomain };
}

const BATCH = 5000;

/** The stored ratings under some scheme, a batch at a time. */
export async function* listStoredRatings(
  db: Db,
  { schemeId, since, of }: Wanted,
): AsyncGenerator<StoredRating[]> {
  const telling = await listTellingSources(db);
  for (let last = 0; ; ) {
    const rows = await db<StoredRating[]>`
      select r.id, s.public_id as site, a.slug as authority, s.category,
        r.scheme_id || '@' || r.scheme_version as scheme, r.origin, r.inputs, r.outcome,
        r.standing, case when r.inputs = '{}' and r.source_id = any(${telling}::bigint[])
          then found.findings end as findings
      from ratings r
      join sites s on s.id = r.site_id
      join sources source on source.id = r.source_id
      join authorities a on a.id = source.authority_id
      left join lateral (
        select coalesce(jsonb_agg(jsonb_build_object(
            'severity', f.severity, 'correctedOnSite', f.corrected_on_site
          )) filter (where f.inspection_id is not null), '[]') as findings
        from inspections i left join findings f on f.inspection_id = i.id
        where i.source_id = r.source_id and i.source_key = r.visit_key
          and i.superseded_by is null and r.inputs = '{}'
        group by i.id
      ) found on true
      where r.id > ${last} and r.scheme_id is not null
        ${schemeId ? db`and r.scheme_id = ${schemeId}` : db``}
        ${of ? db`and r.domain = ${of.domain} and r.source_id in (select id from sources where authority_id = ${of.authorityId})` : db``}
        ${since ? db`and r.superseded_by is null and r.rated_on >= ${since}::date and ${isShown(db)}` : db``}
      order by r.id limit ${BATCH}`;
    yield rows;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) return;
  }
}

/** Of an import and of visits recorded here the one holds that `listing_rows` shows. */
function isShown(db: Db) {
  return db`not exists (
    select from ratings other join sources of_other on of_other.id = other.source_id
    where other.site_id = r.site_id and other.domain = r.domain and other.superseded_by is null
      and other.source_id <> r.source_id and case
        when of_other.format = 'office'
          then other.rated_on >= coalesce(r.rated_on, r.source_as_of)
        when source.format = 'office'
          then coalesce(other.rated_on, other.source_as_of) > r.rated_on
      end)`;
}

/** The sources that publish findings: of others, a visit without any says nothing. */
async function listTellingSources(db: Db): Promise<number[]> {
  const rows = await db<{ id: number }[]>`
    select id from sources s
    where exists (
      select from inspections i join findings f on f.inspection_id = i.id where i.source_id = s.id
    )`;
  return rows.map(({ id }) => id);
}
