import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { buildWorklist } from "@/db/commands/refresh-due-visits";

/**
 * Sees to it that the authorities at which somebody holds a role keep a worklist. The first time
 * that takes some seconds for hundreds of thousands of sites; afterwards it is one look. Whoever
 * only reads the whole platform starts none.
 */
export async function prepareWorklist(db: Db, actor: Actor): Promise<void> {
  const missing = await db<{ id: number }[]>`
    select a.id from authorities a
    where a.id in ${authoritiesOf(db, actor, "read-worklist")}
      and a.id in (select authority_id from memberships
        where user_id = ${actor.userId} and ended_at is null)
      and not exists (select from due_authorities kept where kept.authority_id = a.id)
    order by a.id`;
  for (const { id } of missing) await db.begin((tx) => buildWorklist(tx, id, "first"));
}
