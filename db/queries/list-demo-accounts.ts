import type { Role } from "@/core/permissions";
import type { Db } from "@/db/client";

/** An invented account that a demonstration offers to sign in with. */
export interface DemoAccount {
  email: string;
  role: Role;
}

/** The invented accounts with a role, in the order they were made. */
export async function listDemoAccounts(db: Db): Promise<DemoAccount[]> {
  return db<DemoAccount[]>`
    select u.email, min(m.role) as role
    from users u join memberships m on m.user_id = u.id and m.ended_at is null
    where u.demo
    group by u.id order by min(m.id)`;
}
