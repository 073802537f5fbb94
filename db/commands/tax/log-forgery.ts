import type { Db } from "@/db/client";

/** Leaves a trace of a delivery that named an authority's key and was refused for its signature. */
export async function logForgery(
  db: Db,
  { authorityId }: { authorityId: number },
  subject: string,
): Promise<void> {
  await db`
    insert into access_log (user_id, authority_id, action, subject, allowed)
    values (null, ${authorityId}, 'manage-tax', ${subject}, false)`;
}
