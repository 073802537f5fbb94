import type { Db } from "@/db/client";

/** The sealed secret of an app whose first code is still to come; one in use is never shown again. */
export async function findTotpSecret(db: Db, userId: string): Promise<string | null> {
  const [found] = await db<{ secret: string }[]>`
    select secret from two_factors where user_id = ${userId} and not verified`;
  return found?.secret ?? null;
}
