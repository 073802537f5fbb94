import type { Db } from "@/db/client";

/** Removes a passkey of somebody's own. */
export async function removePasskey(db: Db, userId: string, passkeyId: string): Promise<void> {
  await db`delete from passkeys where id = ${passkeyId} and user_id = ${userId}`;
}
