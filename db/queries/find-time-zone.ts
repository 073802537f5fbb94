import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";

/** The time zone in which an official works: of the authority whose role they have held longest. */
export async function findTimeZone(db: Db, { userId }: Actor): Promise<string> {
  const [first] = await db<{ timeZone: string }[]>`
    select a.time_zone from memberships m join authorities a on a.id = m.authority_id
    where m.user_id = ${userId} and m.ended_at is null
    order by m.granted_at, m.id limit 1`;
  return first?.timeZone ?? "UTC";
}
