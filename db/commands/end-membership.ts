import { type Actor, rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { endSessions } from "@/db/commands/end-sessions";

/**
 * Ends a role that somebody holds, and their sessions with it. The row stays, with who ended it.
 * `actor` is null for the operator's command; the last role by which they manage staff there ends
 * only if that is meant.
 */
export async function endMembership(
  db: Db,
  actor: Actor | null,
  membershipId: number,
  isMeant = false,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "unknown" | "last-admin" }> {
  return db.begin(async (tx) => {
    const [held] = await tx<{ userId: string; authorityId: number | null }[]>`
      select user_id, authority_id from memberships
      where id = ${membershipId} and ended_at is null for update`;
    const subject = `membership:${membershipId}`;
    if (
      actor &&
      !(await authorise(tx, actor, "manage-staff", held?.authorityId ?? null, subject))
    ) {
      return FORBIDDEN;
    }
    if (!held) return { ok: false, reason: "unknown" };
    if (held.userId === actor?.userId && !isMeant) {
      const [other] = await tx`
        select from memberships
        where user_id = ${held.userId} and id <> ${membershipId} and ended_at is null
          and role in ${tx(rolesFor("manage-staff"))}
          and (authority_id is null or authority_id = ${held.authorityId})`;
      if (!other) return { ok: false, reason: "last-admin" };
    }
    await endRole(tx, actor, membershipId, held.userId);
    return { ok: true };
  });
}

/** The same where the caller has seen that `actor` may end this role. */
export async function endRole(
  tx: Tx,
  actor: Actor | null,
  membershipId: number,
  userId: string,
): Promise<void> {
  await tx`
    update memberships set ended_at = clock_timestamp(), ended_by = ${actor?.userId ?? null}
    where id = ${membershipId}`;
  await endSessions(tx, userId);
}
