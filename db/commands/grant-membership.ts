import { type Actor, type Role, rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { startWorklist } from "@/db/commands/build-worklist";
import { endSessions } from "@/db/commands/end-sessions";

/** A role for somebody: at an authority, on the platform (`null`), or speaking for a site or entity. */
export interface Grant {
  userId: string;
  role: Role;
  authorityId: number | null;
  siteId?: number;
  entityId?: number;
}

/** `held`: they have that role there already; `self`: nobody gives themselves a role. */
export type Granted =
  | { ok: true; membershipId: number }
  | Forbidden
  | { ok: false; reason: "unknown-user" | "held" | "self" | "no-authority" };

/**
 * Gives somebody a role. Their sessions end with it, so that the next one asks for what the role
 * does. `actor` is null for the operator's command and the demonstration.
 */
export async function grantMembership(db: Db, actor: Actor | null, grant: Grant): Promise<Granted> {
  return db.begin((tx) => grantIn(tx, actor, grant));
}

/** The same within a transaction of the caller's. */
export async function grantIn(tx: Tx, actor: Actor | null, grant: Grant): Promise<Granted> {
  const subject = `user:${grant.userId}`;
  if (actor && !(await authorise(tx, actor, "manage-staff", grant.authorityId, subject))) {
    return FORBIDDEN;
  }
  return giveRole(tx, actor, grant);
}

/** The same where the caller has seen that `actor` may give this role. */
export async function giveRole(tx: Tx, actor: Actor | null, grant: Grant): Promise<Granted> {
  const { userId, role, authorityId, siteId = null, entityId = null } = grant;
  if (actor?.userId === userId) return { ok: false, reason: "self" };
  if (authorityId === null && role !== "auditor" && role !== "platform-admin") {
    return { ok: false, reason: "no-authority" };
  }
  // Two grants to one person wait for each other; a grant by that person waits for neither.
  const [user] = await tx`select from users where id = ${userId} for no key update`;
  if (!user) return { ok: false, reason: "unknown-user" };
  const [made] = await tx<{ id: number }[]>`
    insert into memberships (user_id, role, authority_id, site_id, entity_id, granted_by)
    values (${userId}, ${role}, ${authorityId}, ${siteId}, ${entityId}, ${actor?.userId ?? null})
    on conflict do nothing
    returning id`;
  if (!made) return { ok: false, reason: "held" };
  await endSessions(tx, userId);
  if (authorityId !== null && rolesFor("read-worklist").includes(role)) {
    await startWorklist(tx, authorityId);
  }
  return { ok: true, membershipId: made.id };
}
