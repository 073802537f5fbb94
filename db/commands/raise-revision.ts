import type { Db } from "@/db/client";
import { announce } from "@/db/commands/announce";

/**
 * Moves the revision past one that readers have been shown. A failover that lost publications, or
 * a restored backup, leaves it behind, and those to come would pass for known.
 */
export async function raiseRevision(db: Db, shown: number): Promise<void> {
  await db.begin(async (tx) => {
    const raised = await tx`
      update event_counter set revision = ${shown} where revision < ${shown}`;
    if (raised.count > 0) await announce(tx, null);
  });
}
