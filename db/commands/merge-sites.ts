import type { IsoDate } from "@/core/import-row";
import type { Tx } from "@/db/client";
import { mergeShopLinks } from "@/db/commands/merge-shop-links";
import type { MergeContext } from "@/db/commands/merge-snapshot";

/** Writes new sites and the changed facts of known ones; what was true before stays, dated. */
export async function mergeSites(
  tx: Tx,
  context: MergeContext,
): Promise<{ added: number; updated: number }> {
  const added = await addSites(tx, context);
  const updated = await updateSites(tx, context);
  await mergeFormerNames(tx, context);
  await mergeShopLinks(tx, context);
  await tx`
    update site_sources l set first_seen_on = least(first_seen_on, ${context.asOf})
    from matched m
    where l.id = m.link_id and m.change = 'older' and l.first_seen_on > ${context.asOf}`;
  await tx`
    update site_sources l set last_seen_on = ${context.asOf}
    from matched m
    where l.id = m.link_id and m.change in ('same', 'changed') and l.last_seen_on < ${context.asOf}`;
  await tx`
    insert into touched select site_id from matched
    where change in ('new', 'reused', 'changed') on conflict do nothing`;
  return { added, updated };
}

/** A site that an older snapshot names had gone by the newest complete one, which does not. */
function goneSince({ asOf, completeAsOf }: MergeContext): IsoDate | null {
  return completeAsOf && asOf < completeAsOf ? completeAsOf : null;
}

async function addSites(tx: Tx, context: MergeContext): Promise<number> {
  const added = await tx`
    insert into sites
      (id, public_id, kind, category, category_as_published, website, state, closed_on)
    overriding system value
    select n.site_id, n.public_id, s.kind, s.category, s.category_as_published, s.website,
      case when s.closed_on is null then 'open' else 'closed' end, s.closed_on
    from new_sites n join staged_sites s using (key)`;
  await tx`
    insert into site_authorities (site_id, domain, authority_id, valid_from)
    select n.site_id, ${context.domain}, source.authority_id, ${context.asOf}
    from new_sites n, sources source where source.id = ${context.sourceId}`;
  await tx`
    insert into site_names (site_id, source_id, name, normal, tokens)
    select n.site_id, ${context.sourceId}, s.name, s.normal, s.tokens
    from new_sites n join staged_sites s using (key)`;
  await tx`
    insert into site_addresses (site_id, source_id, line, locality, postcode, normal, tokens,
      lat_e6, lon_e6, morton, grid_x, grid_y)
    select n.site_id, ${context.sourceId}, s.address, s.locality, s.postcode, s.address_normal,
      s.address_tokens, s.lat_e6, s.lon_e6, s.morton, s.grid_x, s.grid_y
    from new_sites n join staged_sites s using (key)`;
  await tx`
    insert into site_sources (source_id, source_key, site_id, row_hash, result_pending,
      first_seen_on, last_seen_on, gone_on)
    select ${context.sourceId}, s.key, m.site_id, s.hash, s.result_pending,
      ${context.asOf}, ${context.asOf}, ${goneSince(context)}
    from matched m join staged_sites s using (key)
    where m.change in ('new', 'reused', 'renumbered')`;
  await writeOperators(tx, context);
  await writePhones(tx, context);
  await writeReplies(tx, context);
  return added.count;
}

async function updateSites(tx: Tx, context: MergeContext): Promise<number> {
  const { asOf, sourceId } = context;
  await tx`
    update sites t set kind = s.kind, category = s.category, website = s.website,
      category_as_published = s.category_as_published, closed_on = s.closed_on,
      state = case when t.merged_into is not null then 'merged'
        when s.closed_on is null then 'open' else 'closed' end
    from matched m join staged_sites s using (key)
    where t.id = m.site_id and m.change in ('changed', 'renumbered')`;
  await tx`
    update site_names n set valid_to = ${asOf}
    from matched m join staged_sites s using (key)
    where n.site_id = m.site_id and n.valid_to is null and m.change in ('changed', 'renumbered')
      and n.name <> s.name`;
  await tx`
    insert into site_names (site_id, source_id, name, normal, tokens, valid_from)
    select m.site_id, ${sourceId}, s.name, s.normal, s.tokens, ${asOf}
    from matched m join staged_sites s using (key)
    where m.change in ('changed', 'renumbered') and not exists (
      select from site_names n where n.site_id = m.site_id and n.valid_to is null)`;
  await tx`
    update site_addresses a set valid_to = ${asOf}
    from matched m join staged_sites s using (key)
    where a.site_id = m.site_id and a.valid_to is null and m.change in ('changed', 'renumbered')
      and (a.line, a.locality, a.postcode, a.lat_e6, a.lon_e6)
        is distinct from (s.address, s.locality, s.postcode, s.lat_e6, s.lon_e6)`;
  await tx`
    insert into site_addresses (site_id, source_id, line, locality, postcode, normal, tokens,
      lat_e6, lon_e6, morton, grid_x, grid_y, valid_from)
    select m.site_id, ${sourceId}, s.address, s.locality, s.postcode, s.address_normal,
      s.address_tokens, s.lat_e6, s.lon_e6, s.morton, s.grid_x, s.grid_y, ${asOf}
    from matched m join staged_sites s using (key)
    where m.change in ('changed', 'renumbered') and not exists (
      select from site_addresses a where a.site_id = m.site_id and a.valid_to is null)`;
  const updated = await tx`
    update site_sources l set row_hash = s.hash, result_pending = s.result_pending,
      gone_on = ${goneSince(context)}
    from matched m join staged_sites s using (key)
    where l.id = m.link_id and m.change = 'changed'`;
  return updated.count;
}

/** Former names that the source states, and those that an older snapshot knew a site by. */
async function mergeFormerNames(tx: Tx, context: MergeContext): Promise<void> {
  await tx`
    insert into site_names (site_id, source_id, name, normal, tokens, valid_to)
    select m.site_id, ${context.sourceId}, former.name, former.normal, former.tokens, former.until
    from matched m
    join staged_sites s using (key)
    cross join lateral jsonb_to_recordset(s.former_names)
      as former (name text, normal text, tokens text[], until date)
    where m.change in ('new', 'reused', 'changed', 'renumbered') and s.former_names <> '[]'
      and not exists (
        select from site_names n where n.site_id = m.site_id and n.name = former.name)`;
  await tx`
    with older as (
      insert into site_names (site_id, source_id, name, normal, tokens, valid_from, valid_to)
      select m.site_id, ${context.sourceId}, s.name, s.normal, s.tokens, ${context.asOf},
        coalesce(now_called.valid_from, l.first_seen_on)
      from matched m
      join staged_sites s using (key)
      join site_sources l on l.id = m.link_id
      join site_names now_called on now_called.site_id = m.site_id and now_called.valid_to is null
      where m.change = 'older' and not exists (
        select from site_names n where n.site_id = m.site_id and n.normal = s.normal)
      returning site_id
    )
    insert into touched select site_id from older on conflict do nothing`;
}

async function writeOperators(tx: Tx, context: MergeContext): Promise<void> {
  // An official may just be saying who runs one of them: a site has one operator at a time.
  await tx`
    select from sites where id in (
      select m.site_id from matched m join staged_sites s using (key)
      where m.change in ('changed', 'renumbered') and s.operator_number is not null)
    order by id for no key update`;
  const unknown = tx`
    select distinct operator_scheme, operator_level, operator_number, operator_form
    from matched m join staged_sites s using (key)
    where m.change in ('new', 'reused', 'changed', 'renumbered')
      and s.operator_number is not null
      and not exists (select from entity_identifiers e
        where e.scheme = s.operator_scheme and e.number = s.operator_number)`;
  // Imports of other sources may meet the same number for the first time at the same time; those
  // that bring no new number need not wait.
  const [first] = await tx`${unknown} limit 1`;
  if (first) await tx`lock table entity_identifiers in share row exclusive mode`;
  await tx`
    create temp table new_entities on commit drop as
    select nextval('legal_entities_id_seq') as id, operator_scheme, operator_level,
      operator_number, operator_form
    from (${unknown} order by 1, 3) numbers`;
  await tx`
    insert into legal_entities (id, legal_form) overriding system value
    select id, operator_form from new_entities`;
  await tx`
    insert into entity_identifiers (entity_id, scheme, level, number)
    select id, operator_scheme, operator_level, operator_number from new_entities`;
  await tx`
    with ended as (
      update site_operators o set valid_to = ${context.asOf},
        -- What only a rule had found, and the source says otherwise, never was.
        undone_at = case when o.evidence = 'rule' then now() end
      from matched m join staged_sites s using (key)
      left join entity_identifiers e
        on e.scheme = s.operator_scheme and e.number = s.operator_number
      where o.site_id = m.site_id and o.valid_to is null and m.change in ('changed', 'renumbered')
        and o.entity_id is distinct from e.entity_id
        -- A source that names nobody does not speak against what a person or a rule has found.
        and (s.operator_number is not null or o.evidence = 'number')
      returning o.site_id, o.evidence
    )
    update match_candidates c set state = 'outdated' from ended
    where c.site_id = ended.site_id and ended.evidence <> 'number' and c.state = 'confirmed'`;
  await tx`
    insert into site_operators (site_id, entity_id, source_id, valid_from)
    select m.site_id, e.entity_id, ${context.sourceId}, ${context.asOf}
    from matched m join staged_sites s using (key)
    join entity_identifiers e on e.scheme = s.operator_scheme and e.number = s.operator_number
    where m.change in ('new', 'reused', 'changed', 'renumbered') and not exists (
      select from site_operators o where o.site_id = m.site_id and o.valid_to is null)
    on conflict (site_id, entity_id, valid_from) do update set valid_to = null, undone_at = null`;
  await tx`drop table new_entities`;
}

async function writePhones(tx: Tx, context: MergeContext): Promise<void> {
  const [known] = await tx`
    select from staged_sites where phone is not null
    union all select from site_phones where source_id = ${context.sourceId} limit 1`;
  if (!known) return;
  await tx`
    delete from site_phones p using matched m join staged_sites s using (key)
    where p.site_id = m.site_id and p.source_id = ${context.sourceId}
      and m.change in ('changed', 'renumbered') and p.phone is distinct from s.phone`;
  await tx`
    insert into site_phones (site_id, source_id, phone)
    select m.site_id, ${context.sourceId}, s.phone
    from matched m join staged_sites s using (key)
    where s.phone is not null and m.change in ('new', 'reused', 'changed', 'renumbered')
    on conflict do nothing`;
}

async function writeReplies(tx: Tx, context: MergeContext): Promise<void> {
  await tx`
    update replies r set valid_to = ${context.asOf}
    from matched m join staged_sites s using (key)
    where r.site_id = m.site_id and r.valid_to is null and m.change in ('changed', 'renumbered')
      and r.text is distinct from s.reply`;
  await tx`
    insert into replies (site_id, source_id, text, valid_from)
    select m.site_id, ${context.sourceId}, s.reply, ${context.asOf}
    from matched m join staged_sites s using (key)
    where s.reply is not null and m.change in ('new', 'reused', 'changed', 'renumbered') and not exists (
      select from replies r where r.site_id = m.site_id and r.valid_to is null)`;
}
