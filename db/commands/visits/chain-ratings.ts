import type { SiteDomain } from "@/core/standing";
import type { Tx } from "@/db/client";

/**
 * Chains the results of the visits recorded here of one site and domain by the day and hour of the
 * visit, whenever they were confirmed: the last is current. The result of a visit that was corrected points to its correction's, that of
 * one withdrawn to itself: neither counts any more, both stay on record as issued.
 */
export async function chainRatings(tx: Tx, siteId: number, domain: SiteDomain): Promise<void> {
  await tx`
    create temp table chained on commit drop as
    with results as (
      select r.id, r.rated_on, v.document->>'timeIn' as time_in, v.state in ('superseded', 'withdrawn') as is_over,
        (select next.rating_id from visits next
          where next.supersedes = v.id and next.rating_id is not null
            and next.state <> 'withdrawn'
          order by next.rating_id desc limit 1) as correction
      from visits v join ratings r on r.id = v.rating_id
      where v.site_id = ${siteId} and v.domain = ${domain}
    )
    select id, case
      when is_over then coalesce(correction, id)
      else lead(id) over (partition by is_over order by rated_on, time_in, id)
    end as superseded_by
    from results`;
  // The last but one gives way before the last is current: there is never more than one.
  for (const isCurrent of [false, true]) {
    await tx`
      update ratings set superseded_by = chained.superseded_by from chained
      where chained.id = ratings.id and (chained.superseded_by is null) = ${isCurrent}
        and ratings.superseded_by is distinct from chained.superseded_by`;
  }
  await tx`drop table chained`;
}
