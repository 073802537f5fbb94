import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { findUserId } from "@/db/queries/find-identity";
import { findRoles } from "@/db/queries/find-roles";

/** Whoever signs in with an address, as far as deciding needs it. */
export async function findActor(db: Db, email: string): Promise<Actor | null> {
  const userId = await findUserId(db, email.toLowerCase());
  if (!userId) return null;
  const roles = await findRoles(db, userId);
  return {
    userId,
    memberships: roles.map(({ role, authority }) => ({ role, authority })),
  };
}
