import type { Db } from "@/db/client";
import { publish } from "@/db/commands/publish";
import { queueJob } from "@/db/commands/queue-job";

const BATCH = 500;
/** How soon what somebody else was at is looked at again. */
const AGAIN_S = 5;

/**
 * Publishes the listings that time alone has changed. Several at once share the work, and one that
 * is killed has published whole batches. Returns how many listings changed.
 */
export async function publishDue(db: Db): Promise<number> {
  let published = 0;
  for (;;) {
    const changed = await db.begin(async (tx) => {
      const due = await tx`
        create temp table touched on commit drop as
        select site_id from listings where next_change_at <= now()
        order by next_change_at, site_id limit ${BATCH} for update skip locked`;
      return due.count > 0 ? publish(tx) : 0;
    });
    if (changed === 0) break;
    published += changed;
  }
  // What another was at comes back should it die.
  const left = await db`select from listings where next_change_at <= now() limit 1`;
  if (left.count > 0) await queueJob(db, "publish-due", {}, { waitS: AGAIN_S });
  return published;
}
