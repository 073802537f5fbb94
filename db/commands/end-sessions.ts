import type { Db, Tx } from "@/db/client";

/** Signs somebody out everywhere, in the transaction that calls for it. */
export async function endSessions(tx: Db | Tx, userId: string): Promise<void> {
  await tx`delete from sessions where user_id = ${userId}`;
}

/** Ends one session by its token. */
export async function endSession(db: Db, token: string): Promise<void> {
  await db`delete from sessions where token = ${token}`;
}
