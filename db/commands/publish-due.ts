import type { Db } from "@/db/client";
import { publish } from "@/db/commands/publish";

const BATCH = 500;

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
    if (changed === 0) return published;
    published += changed;
  }
}
