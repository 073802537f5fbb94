import type { Touched } from "@/core/publication";
import type { Tx } from "@/db/client";
import { announce } from "@/db/commands/announce";
import { contentHash, takePositions } from "@/db/commands/event-log";
import { publish } from "@/db/commands/publish";
import { publishEntities } from "@/db/commands/publish-entities";

/** More sites than this are announced as a publication that touches everything. */
const SITES_MAX = 25;

/**
 * The one door of register entries to the public: finds which of those in the temporary table
 * `touched_entries (entry_id)` may be read now, has their subjects listed anew, logs what appeared,
 * changed or went, and tells every reader. Call it last in the transaction, as `publish`, with the
 * entries locked. Lists the entities of `others` anew, too. Returns how many were published or taken down.
 */
export async function publishEntries(tx: Tx, others: readonly number[] = []): Promise<number> {
  await tx`
    create temp table entry_changes on commit drop as
    select entry.id, entry.site_id, entry.entity_id,
      case when may.read then case when entry.shown then 'notice-changed' else 'notice-shown' end
        else 'notice-gone' end as kind
    from register_entries entry
    cross join lateral (
      select exists (select from public_entries p where p.id = entry.id) as read) may
    where entry.id in (select entry_id from touched_entries) and (may.read or entry.shown)`;
  await tx`
    update register_entries entry set shown = not entry.shown
    from entry_changes changed where changed.id = entry.id and changed.kind <> 'notice-changed'`;
  const sites = await tx<{ siteId: number }[]>`
    select distinct site_id from entry_changes where site_id is not null order by site_id`;
  const siteIds = sites.map(({ siteId }) => siteId);
  // Also of entries that say nothing yet: when the next of them begins is kept with the listing.
  const entities = await tx`
    create temp table touched_entities on commit drop as
    select distinct entity_id from register_entries
    where id in (select entry_id from touched_entries) and entity_id is not null
    union
    select unnest(${others}::bigint[])`;
  if (entities.count > 0) {
    await publishEntities(tx, siteIds);
  } else {
    await tx`drop table touched_entities`;
    await tx`create temp table touched on commit drop as select unnest(${siteIds}::bigint[]) as site_id`;
    await publish(tx);
  }
  const logged = await logEntryEvents(tx);
  if (logged > 0) await announce(tx, entities.count > 0 ? null : await touchedSites(tx, siteIds));
  await tx`drop table touched_entries, entry_changes`;
  return logged;
}

async function logEntryEvents(tx: Tx): Promise<number> {
  const logged = await tx`
    with ${takePositions(tx, "entry_changes")}
    insert into events (position, kind, site_id, entity_id, content_hash)
    select
      before + row_number() over (order by changed.id),
      changed.kind, changed.site_id, changed.entity_id,
      ${contentHash(tx, tx`entry.salt`, tx`case when changed.kind <> 'notice-gone' then said end`)}
    from entry_changes changed
    join register_entries entry on entry.id = changed.id
    cross join lateral (
      select entry.id, entry.kind, entry.state, entry.authority_id, entry.legal_basis, entry.grounds,
        entry.evidence, entry.remedy, entry.starts_on, entry.ends_on
    ) said
    cross join counter`;
  return logged.count;
}

/** The sites whose notices changed, for readers to tell which of their answers that concerns. */
async function touchedSites(tx: Tx, ids: readonly number[]): Promise<Touched[] | null> {
  if (ids.length > SITES_MAX) return null;
  return tx<Touched[]>`
    select l.public_id as site, a.slug as authority, l.morton, l.category,
      tsvector_to_array(l.tokens) as tokens
    from listings l join authorities a on a.id = l.authority_id
    where l.site_id = any(${ids}::bigint[])`;
}
