import type { Actor } from "@/core/permissions";
import type { HeldStanding } from "@/core/tax-case";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { isOvertaken } from "@/db/queries/is-overtaken";

/**
 * What a delivery that is held says of an entity, by its row, for whoever may read tax at its
 * authority; the look leaves a trace. Null where it is not that entity's or is held no more.
 */
export async function findHeldStanding(
  db: Db,
  actor: Actor,
  { scheme, number }: { scheme: string; number: string },
  { batchId, line }: { batchId: string; line: number },
): Promise<HeldStanding | null> {
  return db.begin(async (tx) => {
    const [batch] = await tx<{ authorityId: number }[]>`
      select authority_id from tax_batches where id = ${batchId}`;
    const subject = `tax-batch:${batchId}`;
    if (!(await authorise(tx, actor, "read-tax", batch?.authorityId ?? null, subject))) return null;
    const [held] = await tx<HeldStanding[]>`
      select batch.id as batch_id, batch.scheme_id || '@' || batch.scheme_version as scheme,
        held.standing, held.outcome, held.rule, held.disputed, held.planned, held.as_of,
        held.lapses_on, held.legal_basis, held.inputs, ${isOvertaken(tx)} as is_overtaken
      from tax_held_rows held join tax_batches batch on batch.id = held.batch_id
      where held.batch_id = ${batchId} and held.line = ${line}
        and held.scheme = ${scheme} and held.number = ${number} and batch.state = 'held'`;
    return held ?? null;
  });
}
