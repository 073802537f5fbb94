import type { Db, Tx } from "@/db/client";

/** The id of whoever signs in with an e-mail address, null for nobody. */
export async function findUserId(db: Db | Tx, email: string): Promise<string | null> {
  const [user] = await db<{ id: string }[]>`select id from users where email = ${email}`;
  return user?.id ?? null;
}

/** Whether an account is one of invented data. */
export async function isDemoUser(db: Db | Tx, userId: string): Promise<boolean> {
  const [user] = await db<{ demo: boolean }[]>`select demo from users where id = ${userId}`;
  return user?.demo ?? false;
}
