import type { Tx } from "@/db/client";
import type { MergeContext } from "@/db/commands/merge-snapshot";

/**
 * Adds the ratings that the snapshot tells anew and chains each site's ratings in the order of the
 * sources' dates: a result of the site as a whole stands from its snapshot's day, that of a visit
 * from the visit's. The last of the chain is current. Returns how many were written.
 */
export async function mergeRatings(tx: Tx, context: MergeContext): Promise<number> {
  // Told anew: differs from what the same series said last before this day and first after it.
  await tx`
    create temp table new_ratings on commit drop as
    with known as (
      select site_id, visit_key, content_hash, source_as_of, id
      from ratings where source_id = ${context.sourceId}
    ), before as (
      select distinct on (site_id, visit_key) site_id, visit_key, content_hash
      from known where source_as_of <= ${context.asOf}
      order by site_id, visit_key, source_as_of desc, id desc
    ), after as (
      select distinct on (site_id, visit_key) site_id, visit_key, content_hash
      from known where source_as_of > ${context.asOf}
      order by site_id, visit_key, source_as_of, id
    )
    select nextval('ratings_id_seq') as id, m.site_id, r.*
    from staged_ratings r
    join matched m on m.key = r.site_key
    left join before b on b.site_id = m.site_id and b.visit_key is not distinct from r.visit_key
    left join after a on a.site_id = m.site_id and a.visit_key is not distinct from r.visit_key
    where r.hash is distinct from b.content_hash and r.hash is distinct from a.content_hash
    order by r.line`;
  await tx`create index on new_ratings (site_id)`;
  await tx`analyze new_ratings`;
  await tx`
    create temp table chained on commit drop as
    select id, lead(id) over (
      partition by site_id
      order by case when visit_key is null then source_as_of else rated_on end nulls first,
        rated_on nulls first, source_as_of, id
    ) as superseded_by
    from (
      select id, site_id, visit_key, source_as_of, rated_on from ratings
      where source_id = ${context.sourceId} and domain = ${context.domain}
        and site_id in (select site_id from new_ratings)
      union all
      select id, site_id, visit_key, ${context.asOf}, rated_on from new_ratings
    ) all_ratings`;
  await tx`create unique index on chained (id)`;
  await tx`analyze chained`;
  await tx`
    update ratings r set superseded_by = c.superseded_by from chained c
    where c.id = r.id and r.superseded_by is distinct from c.superseded_by`;
  const written = await tx`
    insert into ratings (id, site_id, domain, source_id, scheme_id, scheme_version, visit_key,
      origin, published, inputs, outcome, standing, rated_on, source_as_of, content_hash,
      superseded_by)
    select n.id, n.site_id, ${context.domain}, ${context.sourceId}, n.scheme_id, n.scheme_version,
      n.visit_key, n.origin, n.published, n.inputs, n.outcome, n.standing, n.rated_on,
      ${context.asOf}, n.hash, c.superseded_by
    from new_ratings n join chained c using (id)`;
  await tx`insert into touched select site_id from new_ratings on conflict do nothing`;
  await tx`drop table new_ratings, chained`;
  return written.count;
}
