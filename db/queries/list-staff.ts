import type { StaffRole } from "@/core/administration";
import type { Db } from "@/db/client";

/** Who works for an authority, by name; those who speak for a business are not its people. */
export async function listStaff(db: Db, authorityId: number): Promise<StaffRole[]> {
  return db<StaffRole[]>`
    select m.id as membership_id, u.id as user_id, u.name, u.email, m.role, m.granted_at
    from memberships m join users u on u.id = m.user_id
    where m.authority_id = ${authorityId} and m.ended_at is null and m.role <> 'representative'
    order by u.name, u.id, m.role`;
}
