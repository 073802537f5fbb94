import type { Tx } from "@/db/client";
import type { MergeContext } from "@/db/commands/merge-snapshot";

/**
 * Adds visits that are new. A visit whose content a newer snapshot tells differently is superseded
 * by a new record; what an older snapshot told is added behind it. Returns how many were written.
 */
export async function mergeVisits(tx: Tx, context: MergeContext): Promise<number> {
  await tx`
    create temp table new_visits on commit drop as
    with content as (
      select v.*, md5(v.hash || coalesce(f.hashes, '')) as content_hash
      from staged_visits v
      left join (
        select visit_key, string_agg(hash, ' ' order by hash) as hashes
        from staged_findings group by visit_key
      ) f on f.visit_key = v.key
    )
    select
      nextval('inspections_id_seq') as id, m.site_id, c.key, c.visited_on, c.type, c.content_hash,
      known.id as known_id, (m.change = 'older' or coalesce(known.source_as_of > ${context.asOf}, false)) as older
    from content c
    join matched m on m.key = c.site_key
    left join inspections known on known.source_id = ${context.sourceId}
      and known.source_key = c.key and known.superseded_by is null
    where known.content_hash is distinct from c.content_hash
      and not ((m.change = 'older' or known.source_as_of > ${context.asOf}) and exists (
        select from inspections i where i.source_id = ${context.sourceId}
          and i.source_key = c.key and i.content_hash = c.content_hash))
      and not exists (
        -- The same visit under the key that it had before its site was renumbered.
        select from inspections i where i.site_id = m.site_id and i.source_id = ${context.sourceId}
          and i.visited_on = c.visited_on and i.content_hash = c.content_hash
          and i.superseded_by is null and i.source_key <> c.key
          and not exists (select from staged_visits other where other.key = i.source_key))
    order by c.line`;
  await tx`
    update inspections i set superseded_by = v.id from new_visits v
    where i.id = v.known_id and not v.older`;
  const written = await tx`
    insert into inspections (id, site_id, domain, source_id, source_key, visited_on, type,
      content_hash, source_as_of, superseded_by)
    overriding system value
    select id, site_id, ${context.domain}, ${context.sourceId}, key, visited_on, type,
      content_hash, ${context.asOf}, case when older then known_id end
    from new_visits`;
  await tx`
    insert into findings (inspection_id, ordinal, code, text, severity, severity_as_published,
      corrected_on_site, action, court_outcome, fine)
    select v.id, row_number() over (partition by v.id order by f.line, f.hash), f.code, f.text,
      f.severity, f.severity_as_published, f.corrected_on_site, f.action, f.court_outcome, f.fine
    from new_visits v join staged_findings f on f.visit_key = v.key`;
  await tx`insert into touched select site_id from new_visits on conflict do nothing`;
  await tx`drop table new_visits`;
  return written.count;
}
