import { type Action, type Actor, rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";

/**
 * Leaves a trace of a look at what is not public and belongs to no single site or visit, such as a
 * worklist: one row for each authority, or the whole platform, that it was looked at for.
 */
export async function logLook(
  db: Db | Tx,
  actor: Actor,
  action: Action,
  subject: string,
): Promise<void> {
  await db`
    insert into access_log (user_id, authority_id, action, subject, allowed)
    select distinct ${actor.userId}, authority_id, ${action}, ${subject}, true from memberships
    where user_id = ${actor.userId} and ended_at is null and role in ${db(rolesFor(action))}`;
}
