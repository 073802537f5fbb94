import type { Tx } from "@/db/client";
import type { MergeContext } from "@/db/commands/merge-snapshot";

/**
 * Adds the ratings that the snapshot tells anew and chains each site's ratings in the order of the
 * sources' dates: a result of the site as a whole stands from its snapshot's day, that of a visit
 * from the visit's. The last of the chain is current. Returns how many were written.
 */
export async function mergeRatings(tx: Tx, context: MergeContext): Promise<number> {
  // Told anew: differs from what the same series said last before this day and first after it.
  // The result of a visit counts only where the visit itself is on record.
  await tx`
    create temp table new_ratings on commit drop as
    with known as (
      select site_id, visit_key, content_hash, source_as_of, rated_on, id
      from ratings where source_id = ${context.sourceId}
    ), before as (
      select distinct on (site_id, visit_key) site_id, visit_key, content_hash
      from known where source_as_of <= ${context.asOf}
      order by site_id, visit_key, source_as_of desc, rated_on desc nulls last, id desc
    ), after as (
      select distinct on (site_id, visit_key) site_id, visit_key, content_hash
      from known where source_as_of > ${context.asOf}
      order by site_id, visit_key, source_as_of, rated_on nulls first, id
    )
    select nextval('ratings_id_seq') as id, m.site_id, ${context.asOf}::date as source_as_of, r.*
    from staged_ratings r
    join matched m on m.key = r.site_key
    left join before b on b.site_id = m.site_id and b.visit_key is not distinct from r.visit_key
    left join after a on a.site_id = m.site_id and a.visit_key is not distinct from r.visit_key
    where r.hash is distinct from b.content_hash and r.hash is distinct from a.content_hash
      and not (m.change = 'older' and r.visit_key is null
        and b.site_id is null and a.site_id is null)
      and (r.visit_key is null or exists (
        select from inspections i
        where i.source_id = ${context.sourceId} and i.source_key = r.visit_key))
    order by r.line`;
  await confirmCurrent(tx, context);
  await tx`create index on new_ratings (site_id)`;
  await tx`analyze new_ratings (id, site_id)`;
  await tx`
    create temp table chained on commit drop as
    select id, is_known, lead(id) over (
      partition by site_id
      order by case when visit_key is null then source_as_of else rated_on end nulls first,
        rated_on nulls first, source_as_of, id
    ) as superseded_by
    from (
      select id, site_id, visit_key, source_as_of, rated_on, true as is_known from ratings
      where source_id = ${context.sourceId} and domain = ${context.domain}
        and site_id in (select site_id from new_ratings)
      union all
      select id, site_id, visit_key, source_as_of, rated_on, false from new_ratings
    ) all_ratings`;
  await tx`create unique index on chained (id)`;
  await tx`analyze chained (id, is_known)`;
  await tx`
    update ratings r set superseded_by = c.superseded_by from chained c
    where c.is_known and c.id = r.id and r.superseded_by is distinct from c.superseded_by`;
  const written = await tx`
    insert into ratings (id, site_id, domain, source_id, scheme_id, scheme_version, visit_key,
      origin, published, inputs, outcome, standing, rated_on, source_as_of, content_hash,
      superseded_by)
    select n.id, n.site_id, ${context.domain}, ${context.sourceId}, n.scheme_id, n.scheme_version,
      n.visit_key, n.origin, n.published, n.inputs, n.outcome, n.standing, n.rated_on,
      n.source_as_of, n.hash, c.superseded_by
    from new_ratings n join chained c using (id)`;
  await tx`insert into touched select site_id from new_ratings on conflict do nothing`;
  await tx`drop table new_ratings, chained`;
  return written.count;
}

/**
 * Newer snapshots that only repeated a rating left no record of it. Where an older one now says
 * something else in between, what they repeated is told once more, of the day it was last seen.
 */
async function confirmCurrent(tx: Tx, context: MergeContext): Promise<void> {
  await tx`
    insert into new_ratings (id, site_id, source_as_of, scheme_id, scheme_version, origin,
      published, inputs, outcome, standing, rated_on, hash)
    select nextval('ratings_id_seq'), r.site_id, l.last_seen_on, r.scheme_id, r.scheme_version,
      r.origin, r.published, r.inputs, r.outcome, r.standing, r.rated_on, r.content_hash
    from new_ratings n
    join matched m on m.key = n.site_key and m.change = 'older'
    join site_sources l on l.id = m.link_id and l.last_seen_on > ${context.asOf}
    join ratings r on r.site_id = n.site_id and r.source_id = ${context.sourceId}
      and r.superseded_by is null and r.visit_key is null and r.source_as_of <= ${context.asOf}
    where n.visit_key is null`;
}
