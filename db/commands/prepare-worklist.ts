import { type Actor, rolesFor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { buildWorklist, queueWorklist, startWorklist } from "@/db/commands/build-worklist";

/** A list of so few places is made in a moment. */
const FEW = 2000;

/**
 * Sees to it that the authorities at which somebody holds a role keep a worklist, and says whether
 * one of them is still being made: that takes some seconds for hundreds of thousands of places.
 * Whoever only reads the whole platform starts none.
 */
export async function prepareWorklist(db: Db, actor: Actor): Promise<{ isBeingMade: boolean }> {
  const missing = await db<{ id: number; sites: number }[]>`
    select a.id, (select coalesce(sum(c.sites), 0) from board_counts c
      where c.authority_id = a.id) as sites
    from authorities a
    where a.id in (select m.authority_id from memberships m
        where m.user_id = ${actor.userId} and m.ended_at is null
          and m.role in ${db(rolesFor("read-worklist"))})
      and not exists (select from due_authorities kept
        where kept.authority_id = a.id and kept.built_at < 'infinity')
    order by a.id`;
  let isBeingMade = false;
  for (const { id, sites } of missing) {
    await db.begin((tx) => startWorklist(tx, id));
    const isMade = sites <= FEW && (await buildWorklist(db, id)).waitFor.length === 0;
    if (isMade) continue;
    isBeingMade = true;
    // One that was given up is taken up again.
    await queueWorklist(db, id);
  }
  return { isBeingMade };
}
