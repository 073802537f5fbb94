import type { Action, Actor } from "@/core/permissions";
import type { Tx } from "@/db/client";

/** Leaves a trace of something done in the back-office that keeps none of its own. */
export async function logAct(
  tx: Tx,
  actor: Actor,
  action: Action,
  authorityId: number,
  subject: string,
): Promise<void> {
  await tx`
    insert into access_log (user_id, authority_id, action, subject, allowed)
    values (${actor.userId}, ${authorityId}, ${action}, ${subject}, true)`;
}
