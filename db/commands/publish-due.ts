import type { Db, Tx } from "@/db/client";
import { publish } from "@/db/commands/publish";
import { publishEntities } from "@/db/commands/publish-entities";
import { queueJob } from "@/db/commands/queue-job";
import { dueEntries, publishDueEntries } from "@/db/commands/registers/publish-due-entries";

const BATCH = 500;
/** How soon what somebody else was at is looked at again. */
const AGAIN_S = 5;

/**
 * Publishes what time alone has changed: register entries that begin or end, and the listings of
 * sites and entities. Several at once share the work, and one that is killed has published whole
 * batches. Returns how many entries and listings changed.
 */
export async function publishDue(db: Db): Promise<number> {
  const entries = await inBatches(db, (tx) => publishDueEntries(tx, BATCH));
  const sites = await inBatches(db, async (tx) => {
    const due = await tx`
      create temp table touched on commit drop as
      select site_id from listings where next_change_at <= now()
      order by next_change_at, site_id limit ${BATCH} for update skip locked`;
    return due.count > 0 ? publish(tx) : 0;
  });
  const entities = await inBatches(db, async (tx) => {
    const due = await tx`
      create temp table touched_entities on commit drop as
      select entity_id from entity_listings where next_change_at <= now()
      order by next_change_at, entity_id limit ${BATCH} for update skip locked`;
    return due.count > 0 ? publishEntities(tx) : 0;
  });
  // What another was at comes back should it die.
  const left = await db`
    (select from listings where next_change_at <= now() limit 1)
    union all
    (select from entity_listings where next_change_at <= now() limit 1)
    union all
    (select from register_entries where ${dueEntries(db)} limit 1)`;
  if (left.count > 0) await queueJob(db, "publish-due", {}, { waitS: AGAIN_S });
  return entries + sites + entities;
}

async function inBatches(db: Db, publishSome: (tx: Tx) => Promise<number>): Promise<number> {
  let published = 0;
  for (;;) {
    const changed = await db.begin(publishSome);
    if (changed === 0) return published;
    published += changed;
  }
}
