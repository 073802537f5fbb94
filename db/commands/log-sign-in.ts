import type { Db, Tx } from "@/db/client";

/** Writes down that somebody signed in, or tried to: never what was typed. */
export async function logSignIn(
  db: Db | Tx,
  { userId, address, allowed }: { userId: string | null; address: string; allowed: boolean },
): Promise<void> {
  const subject = userId ? `user:${userId}` : `address:${address}`;
  await db`
    insert into access_log (user_id, action, subject, allowed)
    values (${allowed ? userId : null}, 'sign-in', ${subject}, ${allowed})`;
}
