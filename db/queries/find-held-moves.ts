import type { TaxMoves } from "@/core/tax-batch";
import type { Db } from "@/db/client";

/** What releasing a delivery that is held would change now: what came since is not replaced. */
export async function findHeldMoves(db: Db, batchId: string): Promise<TaxMoves> {
  const moved = await db<{ move: string; entities: number }[]>`
    select case
        when held.change = 'older' or current.recorded_at > batch.received_at then 'older'
        when held.change = 'same' then 'same'
        else coalesce(held.standing_before, 'new') || '>' || held.standing
      end as move,
      count(*) as entities
    from tax_held_rows held
    join tax_batches batch on batch.id = held.batch_id
    left join entity_identifiers i on i.scheme = held.scheme and i.number = held.number
    left join legal_entities named on named.id = i.entity_id
    left join tax_standings current on current.superseded_by is null
      and current.entity_id = coalesce(named.merged_into, named.id)
    where held.batch_id = ${batchId}
    group by move order by move`;
  return Object.fromEntries(moved.map(({ move, entities }) => [move, entities]));
}
