import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { type Moved, moveEntry } from "@/db/commands/registers/move-entry";

/** What the entry was about is put right, or never was: it leaves the public at once and for good. */
export function repairEntry(
  db: Db,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Moved> {
  return moveEntry(db, actor, input, "repaired");
}
