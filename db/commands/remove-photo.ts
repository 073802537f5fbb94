import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { ownVisit } from "@/db/commands/attach-photo";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { queueJob } from "@/db/commands/queue-job";

/** Who took a photo away by mistake may send it again meanwhile. */
const DROP_AFTER_S = 600;

/**
 * Takes a photo off the actor's own draft; one that is not there changes nothing. Its row stays,
 * its files go where no other visit has it.
 */
export async function removePhoto(
  db: Db,
  actor: Actor,
  { visitId, sha256 }: { visitId: string; sha256: string },
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "not-draft" }> {
  return db.begin(async (tx) => {
    const state = await ownVisit(tx, actor, visitId, tx`for update of v`);
    if (state !== "draft") return state === null ? FORBIDDEN : { ok: false, reason: "not-draft" };
    const removed = await tx`
      update attachments set removed_at = clock_timestamp()
      where visit_id = ${visitId} and sha256 = ${sha256} and removed_at is null`;
    if (removed.count > 0) {
      const when = { key: `drop-photo:${sha256}`, waitS: DROP_AFTER_S };
      await queueJob(tx, "drop-photo", { sha256 }, when);
    }
    return { ok: true };
  });
}
