import type { Db } from "@/db/client";

/** Notes that a second factor has been shown for a session. */
export async function strengthenSession(db: Db, sessionId: string): Promise<void> {
  await db`update sessions set second_factor = true where id = ${sessionId}`;
}
