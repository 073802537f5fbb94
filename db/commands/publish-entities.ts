import type { Tx } from "@/db/client";
import { announce } from "@/db/commands/announce";
import { contentHash, takePositions } from "@/db/commands/event-log";
import { askColumns, inARow } from "@/db/commands/listing-columns";
import { publish } from "@/db/commands/publish";

/**
 * The one door to the public read model of legal entities: brings the listings of those in the
 * temporary table `touched_entities (entity_id)`, and of the sites they operate, in line with their
 * records, and logs what changed. Returns how many entities' listings changed. Call it last in the
 * transaction, as `publish`; that is called within, for `sites` too.
 */
export async function publishEntities(tx: Tx, sites: readonly number[] = []): Promise<number> {
  const changed = await refreshEntityListings(tx);
  if (changed > 0) await moveEntityCounts(tx);
  await tx`
    create temp table touched on commit drop as
    select o.site_id from site_operators o
    join touched_entities using (entity_id) where o.valid_to is null
    union
    select unnest(${sites}::bigint[])`;
  await publish(tx);
  await logEntityEvents(tx);
  // Which pages show an entity is not told apart.
  await announce(tx, null);
  await tx`drop table touched_entities, entities_before, entities_after, entity_changes`;
  return changed;
}

async function refreshEntityListings(tx: Tx): Promise<number> {
  await tx`analyze touched_entities`;
  // Two publications of one entity follow each other; the order of locks is everywhere the same. What
  // the other did is read by the next statement.
  await tx`
    select from entity_listings where entity_id in (select entity_id from touched_entities)
    order by entity_id for update`;
  await tx`
    create temp table entities_before on commit drop as
    select * from entity_listings where entity_id in (select entity_id from touched_entities)`;
  const columns = await askColumns(tx, "entity_listings", "entity_id");
  const list = inARow(tx, columns);
  const listOf = (table: string) => inARow(tx, columns, table);
  await tx`
    create temp table entities_after on commit drop as
    select entity_id, ${list} from entity_listing_rows
    where entity_id in (select entity_id from touched_entities)`;
  await tx`
    create temp table entity_changes on commit drop as
    select entity_id, scheme, tax_standing from entity_listings with no data`;
  await tx`analyze entities_before (entity_id), entities_after (entity_id)`;
  const changed = await tx`
    with changed as (
      update entity_listings l set (${list}) = row(${listOf("r")})
      from entities_before before join entities_after r using (entity_id)
      where l.entity_id = before.entity_id and (${listOf("before")}) is distinct from (${listOf("r")})
      returning l.entity_id, l.scheme, l.tax_standing
    ), added as (
      insert into entity_listings (entity_id, ${list})
      select r.entity_id, ${listOf("r")} from entities_after r
      where not exists (select from entities_before b where b.entity_id = r.entity_id)
      order by r.entity_id
      on conflict (entity_id) do update set (${list}) = row(${listOf("excluded")})
      -- Another may have listed it just now, and counted it.
      where entity_listings.* is distinct from excluded.*
      returning entity_id, scheme, tax_standing
    )
    insert into entity_changes select * from changed union all select * from added`;
  if (changed.count > 0) await tx`select sort_entity_words()`;
  const withdrawn = await tx`
    with gone as (
      delete from entity_listings l using entities_before before
      where l.entity_id = before.entity_id
        and not exists (select from entities_after r where r.entity_id = before.entity_id)
      returning l.entity_id
    )
    insert into entity_changes (entity_id) select entity_id from gone`;
  await tx`analyze entity_changes`;
  return changed.count + withdrawn.count;
}

/** Counts change by the difference between the old rows and the new ones, in one order. */
async function moveEntityCounts(tx: Tx): Promise<void> {
  await tx`
    insert into entity_counts (scheme, tax_standing, entities)
    select scheme, tax_standing, sum(sign) from (
      select scheme, tax_standing, -1 as sign from entities_before
      where entity_id in (select entity_id from entity_changes)
      union all
      select scheme, tax_standing, 1 from entity_changes where scheme is not null
    ) moved
    group by scheme, tax_standing having sum(sign) <> 0
    order by scheme, tax_standing
    on conflict (scheme, tax_standing)
      do update set entities = entity_counts.entities + excluded.entities`;
}

async function logEntityEvents(tx: Tx): Promise<void> {
  await tx`
    with ${takePositions(tx, "entity_changes")}
    insert into events (position, kind, entity_id, content_hash)
    select
      before + row_number() over (order by changed.entity_id),
      case
        when old.entity_id is null then 'listed'
        when new.entity_id is null then 'withdrawn'
        when old.state <> new.state then case new.state when 'active' then 'reopened' else 'ended' end
        when (old.tax_standing, old.tax_outcome, old.tax_as_of)
          is distinct from (new.tax_standing, new.tax_outcome, new.tax_as_of) then 'rated'
        when old.notices <> new.notices then 'described'
        when old.next_change_at is distinct from new.next_change_at then 'aged'
        else 'described'
      end,
      changed.entity_id,
      ${contentHash(tx, tx`entity.salt`, tx`new`)}
    from entity_changes changed
    join legal_entities entity on entity.id = changed.entity_id
    left join entities_before old on old.entity_id = changed.entity_id
    left join entity_listings new on new.entity_id = changed.entity_id
    cross join counter`;
}
