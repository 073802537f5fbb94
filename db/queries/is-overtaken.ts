import type { Db, Tx } from "@/db/client";

/**
 * Whether more is known of the entity of a row `held` of a delivery than the row says: to release the
 * delivery leaves it out.
 */
export function isOvertaken(db: Db | Tx) {
  return db`(held.change = 'older' or exists (
    select from entity_identifiers i
    join legal_entities named on named.id = i.entity_id
    join tax_standings current on current.superseded_by is null
      and current.entity_id = coalesce(named.merged_into, named.id)
    where i.scheme = held.scheme and i.number = held.number
      and current.recorded_at > (
        select batch.received_at from tax_batches batch where batch.id = held.batch_id)))`;
}
