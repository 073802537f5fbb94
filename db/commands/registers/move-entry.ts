import type { Actor } from "@/core/permissions";
import { withoutPersonalNumbers } from "@/core/personal-number";
import type { EntryState } from "@/core/register-entry";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { publishEntries } from "@/db/commands/registers/publish-entries";

/** What came of a step: also where somebody else took it before. */
export type Moved = { ok: true } | Forbidden | { ok: false; reason: "entry-ended" | "no-reason" };

/**
 * Takes an entry from one state to the next for a person of the authority that keeps it: nobody
 * else may, since who determined an entry repairs it. The step, its actor, time and reason are kept
 * for good, and the public sees it from this transaction on.
 */
export function moveEntry(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  state: Exclude<EntryState, "expired">,
): Promise<Moved> {
  return db.begin(async (tx): Promise<Moved> => {
    const [entry] = await tx<{ authorityId: number; state: EntryState; hasEnded: boolean }[]>`
      select authority_id, state,
        state in ('repaired', 'expired') or ends_on <= (now() at time zone 'UTC')::date as has_ended
      from register_entries where id = ${id} for update`;
    const subject = `entry:${id}`;
    const allowed = await authorise(
      tx,
      actor,
      "manage-register",
      entry?.authorityId ?? null,
      subject,
    );
    if (!allowed || !entry) return FORBIDDEN;
    if (entry.state === state) return { ok: true };
    if (entry.hasEnded) return { ok: false, reason: "entry-ended" };
    if (reason.trim() === "") return { ok: false, reason: "no-reason" };
    await takeStep(tx, [id], {
      state,
      userId: actor.userId,
      reason: withoutPersonalNumbers(reason.trim()),
    });
    await tx`create temp table touched_entries on commit drop as select ${id}::uuid as entry_id`;
    await publishEntries(tx);
    return { ok: true };
  });
}

/** Writes a step of some entries, and their state with it. */
export async function takeStep(
  tx: Tx,
  ids: readonly string[],
  step: { state: EntryState; userId: string | null; reason: string },
): Promise<void> {
  await tx`
    update register_entries set state = ${step.state} where id = any(${ids}::uuid[])`;
  await tx`
    insert into register_steps (entry_id, state, user_id, reason)
    select id, ${step.state}, ${step.userId}, ${step.reason}
    from unnest(${ids}::uuid[]) as id order by id`;
}
