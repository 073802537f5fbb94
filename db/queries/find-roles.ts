import type { Membership } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";

/** A role that somebody holds now, and where. */
export interface HeldRole extends Membership {
  id: number;
  /** Of the authority; null on the whole platform. */
  authorityName: string | null;
  grantedAt: Date;
}

/** The roles that somebody holds at this moment; asked anew on each request. */
export async function findRoles(db: Db | Tx, userId: string): Promise<HeldRole[]> {
  return db<HeldRole[]>`
    select m.id, m.role, m.authority_id as authority, a.name as authority_name, m.granted_at
    from memberships m
    left join authorities a on a.id = m.authority_id
    where m.user_id = ${userId} and m.ended_at is null
    order by m.granted_at, m.id`;
}
