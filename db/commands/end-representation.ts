import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { endRole } from "@/db/commands/end-membership";

/**
 * Ends that somebody speaks for a business, and their sessions with it: for whoever may invite to
 * the same. One that is not there is refused as somebody else's is.
 */
export async function endRepresentation(
  db: Db,
  actor: Actor,
  membershipId: number,
): Promise<{ ok: true } | Forbidden> {
  return db.begin(async (tx) => {
    const [held] = await tx<{ userId: string; authorityId: number; isSite: boolean }[]>`
      select user_id, authority_id, site_id is not null as is_site from memberships
      where id = ${membershipId} and ended_at is null and role = 'representative' for update`;
    const action = held?.isSite ? "invite-site-representative" : "invite-representative";
    const subject = `membership:${membershipId}`;
    const allowed = await authorise(tx, actor, action, held?.authorityId ?? null, subject);
    if (!held || !allowed) return FORBIDDEN;
    await endRole(tx, actor, membershipId, held.userId);
    return { ok: true };
  });
}
