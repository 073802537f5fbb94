import type { Actor } from "@/core/permissions";
import type { HeldStanding } from "@/core/tax-case";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { isOvertaken } from "@/db/queries/is-overtaken";

/**
 * What the newest delivery that is held says of an entity, for whoever may read tax at its authority;
 * the look leaves a trace. Null where none says anything.
 */
export async function findHeldStanding(
  db: Db,
  actor: Actor,
  entityId: number,
): Promise<HeldStanding | null> {
  return db.begin(async (tx) => {
    const [found] = await tx<(HeldStanding & { authorityId: number })[]>`
      select batch.id as batch_id, batch.scheme_id || '@' || batch.scheme_version as scheme,
        held.standing, held.outcome, held.rule, held.disputed, held.planned, held.as_of,
        held.lapses_on, held.legal_basis, held.inputs, ${isOvertaken(tx)} as is_overtaken,
        batch.authority_id
      from entity_identifiers known
      join tax_held_rows held on held.scheme = known.scheme and held.number = known.number
      join tax_batches batch on batch.id = held.batch_id and batch.state = 'held'
      where known.entity_id = ${entityId}
      order by batch.received_at desc, held.line limit 1`;
    if (!found) return null;
    const { authorityId, ...held } = found;
    const allowed = await authorise(
      tx,
      actor,
      "read-tax",
      authorityId,
      `tax-batch:${held.batchId}`,
    );
    return allowed ? held : null;
  });
}
