import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { type Moved, moveEntry } from "@/db/commands/registers/move-entry";

/** The entry is contested: it stays, and says so, until that is settled. */
export function disputeEntry(
  db: Db,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Moved> {
  return moveEntry(db, actor, input, "disputed");
}

/** The dispute is settled and the entry stands. */
export function resumeEntry(
  db: Db,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Moved> {
  return moveEntry(db, actor, input, "active");
}
