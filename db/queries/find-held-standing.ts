import type { Actor } from "@/core/permissions";
import type { HeldStanding } from "@/core/tax-case";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";

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
        row.standing, row.outcome, row.rule, row.disputed, row.planned, row.as_of, row.lapses_on,
        row.legal_basis, row.inputs
      from tax_held_rows row join tax_batches batch on batch.id = row.batch_id
      where row.batch_id = ${batchId} and row.line = ${line}
        and row.scheme = ${scheme} and row.number = ${number} and batch.state = 'held'`;
    return held ?? null;
  });
}
