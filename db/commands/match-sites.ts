import { makePublicId } from "@/core/public-id";
import type { Tx } from "@/db/client";
import type { MergeContext } from "@/db/commands/merge-snapshot";
import { StagingTable } from "@/db/staging";

/**
 * Decides for each staged site which known site it is, in the temporary table
 * `matched (key, site_id, link_id, change)`. `change` is one of
 * `same`; `changed`; `older`, where a newer snapshot has spoken already (an id that was given on
 * since then still means the site it meant on that day); `reused`, where the source
 * gave the id to another business; `renumbered`, a known site under a new id; `new`.
 */
export async function matchSites(
  tx: Tx,
  context: MergeContext,
  current: boolean,
): Promise<{ new: number; changed: number; reused: number; renumbered: number }> {
  await tx`
    create temp table matched on commit drop as
    with known as (
      select * from site_sources
      where source_id = ${context.sourceId} and released_on is null
      union all
      -- No index holds these, and there are none where nothing newer has been taken over.
      select * from site_sources
      where source_id = ${context.sourceId} and released_on > ${context.asOf}
        and ${context.asOf} < (select as_of from sources where id = ${context.sourceId})
    )
    select distinct on (s.key)
      s.key, l.site_id, l.id as link_id,
      case
        when l.id is null then 'new'
        when ${context.asOf} < greatest(l.last_seen_on, l.gone_on, l.released_on) then 'older'
        when l.row_hash = s.hash and l.gone_on is null then 'same'
        else 'changed'
      end as change
    from staged_sites s
    left join known l on l.source_key = s.key
    order by s.key, l.released_on nulls last`;
  await tx`create unique index on matched (key)`;
  await tx`analyze matched`;
  await releaseReusedIds(tx, context);
  await recogniseRenumbered(tx, context, current);
  await giveIds(tx, context);
  const counts = await tx<{ change: string; count: number }[]>`
    select change, count(*) from matched group by change`;
  const of = (change: string) => counts.find((row) => row.change === change)?.count ?? 0;
  return {
    new: of("new"),
    changed: of("changed"),
    reused: of("reused"),
    renumbered: of("renumbered"),
  };
}

/** About half a kilometre in units of the grid, at the latitudes where people live. */
const FAR_UNITS = 300;

/** An id whose name, address and place all became another's stands for another business. */
async function releaseReusedIds(tx: Tx, context: MergeContext): Promise<void> {
  await tx`
    with reused as (
      update matched m set change = 'reused'
      from staged_sites s, site_names n, site_addresses a
      where m.change = 'changed' and s.key = m.key
        and n.site_id = m.site_id and n.valid_to is null
        and a.site_id = m.site_id and a.valid_to is null
        and not n.tokens && s.tokens
        and a.normal <> s.address_normal and a.normal <> '' and s.address_normal <> ''
        and (a.postcode <> s.postcode
          or point(a.grid_x, a.grid_y) <-> point(s.grid_x, s.grid_y) > ${FAR_UNITS})
      returning m.key, m.link_id, m.site_id
    ), released as (
      update site_sources l
      set released_on = ${context.asOf}, gone_on = coalesce(l.gone_on, ${context.asOf})
      from reused where l.id = reused.link_id
    ), noted as (
      insert into staged_issues (line, key, field, value, problem, action)
      select s.line, s.key, 'key', s.key, 'id-given-to-another-business', 'noted'
      from reused join staged_sites s using (key)
    )
    insert into touched select site_id from reused`;
}

/** A new id with the name and address of exactly one site that vanished is that site. */
async function recogniseRenumbered(tx: Tx, context: MergeContext, current: boolean) {
  await tx`
    with vanished as (
      select l.id as link_id, l.site_id, n.normal, a.normal as address
      from site_sources l
      join site_names n on n.site_id = l.site_id and n.valid_to is null
      join site_addresses a on a.site_id = l.site_id and a.valid_to is null
      where l.source_id = ${context.sourceId} and l.released_on is null
        and l.last_seen_on < ${context.asOf}
        and (l.gone_on is not null or ${current})
        and not exists (select from staged_sites s where s.key = l.source_key)
        and not exists (
          select from staged_issues i where i.key = l.source_key and i.action = 'row-refused')
    ), pairs as (
      select
        m.key, v.link_id, v.site_id,
        count(*) over (partition by m.key) as sites, count(*) over (partition by v.link_id) as keys
      from matched m
      join staged_sites s using (key)
      join vanished v on v.normal = s.normal and v.address = s.address_normal
      where m.change = 'new' and s.normal <> '' and s.address_normal <> ''
    ), renumbered as (
      update matched m set change = 'renumbered', site_id = p.site_id, link_id = p.link_id
      from pairs p where p.key = m.key and p.sites = 1 and p.keys = 1
      returning m.key, m.link_id, m.site_id
    ), released as (
      update site_sources l set released_on = ${context.asOf}, replaced = true
      from renumbered r where l.id = r.link_id
    ), noted as (
      insert into staged_issues (line, key, field, value, problem, action)
      select s.line, s.key, 'key', l.source_key, 'known-site-under-a-new-id', 'noted'
      from renumbered r join staged_sites s using (key) join site_sources l on l.id = r.link_id
    )
    insert into touched select site_id from renumbered on conflict do nothing`;
}

/** Public ids are random and never given twice; internal ids are taken ahead of the insert. */
async function giveIds(tx: Tx, context: MergeContext): Promise<void> {
  const [row] = await tx<{ wanted: number }[]>`
    select count(*) as wanted from matched where change in ('new', 'reused')`;
  const wanted = row?.wanted ?? 0;
  const table = await StagingTable.create(tx, "new_ids", { ordinal: "int", public_id: "text" });
  let ordinal = 0;
  for (let have = 0; have < wanted; ) {
    for (let missing = wanted - have; missing > 0; missing -= 1) {
      ordinal += 1;
      await table.add([ordinal, makePublicId(context.idBytes())]);
    }
    await table.flush();
    await tx`analyze new_ids`;
    await tx`
      delete from new_ids n using new_ids m
      where m.public_id = n.public_id and m.ordinal < n.ordinal`;
    // Looked up one by one: few are new to a large board.
    await tx`
      delete from new_ids n
      where exists (select from sites s where s.public_id = n.public_id offset 0)`;
    const [count] = await tx<{ have: number }[]>`select count(*) as have from new_ids`;
    have = count?.have ?? 0;
  }
  await tx`
    create temp table new_sites on commit drop as
    select m.key, nextval('sites_id_seq') as site_id, i.public_id
    from (
      select key, row_number() over (order by key) as place
      from matched where change in ('new', 'reused')
    ) m
    join (select public_id, row_number() over (order by ordinal) as place from new_ids) i
      using (place)`;
  await tx`update matched m set site_id = n.site_id from new_sites n where n.key = m.key`;
  await tx`drop table new_ids`;
  await tx`analyze matched`;
}
