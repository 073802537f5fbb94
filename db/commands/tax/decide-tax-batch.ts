import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import { withoutPersons } from "@/core/personal-number";
import type { TaxBatchState } from "@/core/tax-batch";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { compareTaxRows } from "@/db/commands/tax/compare-tax-rows";
import { applyRows, prepareBulk } from "@/db/commands/tax/receive-tax-batch";
import { TAX_ROW_COLUMNS } from "@/db/commands/tax/stage-tax-rows";
import { lockTaxSource } from "@/db/commands/tax/tax-source";

/**
 * `batch-own`: who sent it, or registered the key it came by, does not decide; `batch-decided`:
 * somebody has; `batch-overtaken`: what is known since then contradicts it.
 */
type DecideTaxRefusal = "batch-own" | "batch-decided" | "no-reason" | "batch-overtaken";

type Decided = { ok: true; listed: number } | Forbidden | { ok: false; reason: DecideTaxRefusal };

interface Held {
  authorityId: number;
  schemeId: string;
  schemeVersion: string;
  asOf: IsoDate;
  state: TaxBatchState;
  receivedBy: string | null;
}

/** Releases a delivery that was held, or refuses it for good, as the second person. */
export async function decideTaxBatch(
  db: Db,
  actor: Actor,
  input: { id: string; released: boolean; reason: string | null },
): Promise<Decided> {
  return db.begin(async (tx): Promise<Decided> => {
    const [named] = await tx<{ authorityId: number }[]>`
      select authority_id from tax_batches where id = ${input.id}`;
    const subject = `tax-batch:${input.id}`;
    const authorityId = named?.authorityId ?? null;
    if (!(await authorise(tx, actor, "manage-tax", authorityId, subject)) || !named) {
      return FORBIDDEN;
    }
    await lockTaxSource(tx, named.authorityId, "1970-01-01");
    const [batch] = await tx<Held[]>`
      select authority_id, scheme_id, scheme_version, as_of, state, received_by
      from tax_batches where id = ${input.id} for update`;
    if (batch?.state !== "held") return { ok: false, reason: "batch-decided" };
    if (batch.receivedBy === actor.userId) return { ok: false, reason: "batch-own" };
    if (!input.released && !input.reason) return { ok: false, reason: "no-reason" };
    const listed = input.released ? await release(tx, input.id, batch) : 0;
    if (listed === null) return { ok: false, reason: "batch-overtaken" };
    await tx`
      update tax_batches set state = ${input.released ? "applied" : "refused"},
        decided_by = ${actor.userId}, decided_at = clock_timestamp(),
        reason = ${withoutPersons(input.reason)}
      where id = ${input.id}`;
    await tx`delete from tax_held_rows where batch_id = ${input.id}`;
    const decision = input.released ? "released" : "refused";
    await logAct(tx, actor, "manage-tax", batch.authorityId, `${subject}:${decision}`);
    return { ok: true, listed };
  });
}

/** Null where its rows fit no longer: nothing has changed then. */
async function release(tx: Tx, batchId: string, batch: Held): Promise<number | null> {
  await prepareBulk(tx);
  const columns = tx.unsafe(Object.keys(TAX_ROW_COLUMNS).join(", "));
  await tx`
    create temp table staged_tax on commit drop as
    select ${columns} from tax_held_rows where batch_id = ${batchId}`;
  await tx`analyze staged_tax (scheme, number)`;
  const { authorityId, asOf, schemeId: id, schemeVersion: version } = batch;
  const compared = await compareTaxRows(tx, authorityId, { id, version }, batchId);
  if (!compared.ok) return null;
  await tx`update tax_batches set moves = ${tx.json(compared.moves)} where id = ${batchId}`;
  return applyRows(tx, { authorityId, batchId, asOf });
}
