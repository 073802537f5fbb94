import type { JobPayload } from "@/core/job";
import type { Db } from "@/db/client";
import { buildWorklist, queueWorklist } from "@/db/commands/build-worklist";

/** How long until it is looked again whether earlier publications have ended. */
const WAIT_S = 1;

/** Makes the worklist of an authority, or looks again later where it has to wait. */
export async function makeWorklist(
  db: Db,
  { authority, before }: JobPayload<"build-worklist">,
): Promise<void> {
  const { waitFor } = await buildWorklist(db, authority, before ?? null);
  if (waitFor.length > 0) await queueWorklist(db, authority, { before: waitFor, waitS: WAIT_S });
}
