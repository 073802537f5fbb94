import type { Actor } from "@/core/permissions";
import type { TaxBatch } from "@/core/tax-batch";
import type { Db, Tx } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

const SHOWN_MAX = 50;

const columns = (db: Db | Tx) => db`
  b.id, b.scheme_id || '@' || b.scheme_version as scheme, b.as_of, b.rows, b.state, b.moves, b.doubt,
  b.reason,
  jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'language', a.language) as authority,
  key.name as key_name,
  case when sender.id is not null
    then jsonb_build_object('id', sender.id, 'name', sender.name) end as received_by,
  b.received_at, decider.name as decided_by, b.decided_at`;

const joined = (db: Db | Tx) => db`
  tax_batches b
  join authorities a on a.id = b.authority_id
  left join authority_keys key on key.id = b.key_id
  left join users sender on sender.id = b.received_by
  left join users decider on decider.id = b.decided_by`;

/** The newest deliveries of the authorities somebody reads tax for, those that wait first. */
export async function listTaxBatches(db: Db, actor: Actor): Promise<TaxBatch[]> {
  return db<TaxBatch[]>`
    select ${columns(db)} from ${joined(db)}
    where b.authority_id in ${authoritiesOf(db, actor, "read-tax")}
    order by b.state <> 'held', b.received_at desc, b.id limit ${SHOWN_MAX}`;
}

/** One of them; null also where it is not theirs. */
export async function findTaxBatch(db: Db, id: string): Promise<TaxBatch | null> {
  const [batch] = await db<TaxBatch[]>`
    select ${columns(db)} from ${joined(db)} where b.id = ${id}`;
  return batch ?? null;
}
