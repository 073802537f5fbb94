import type { Actor } from "@/core/permissions";
import type { TaxBatch } from "@/core/tax-batch";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { findTaxBatch } from "@/db/queries/list-tax-batches";

/** One delivery for whoever may read tax at its authority; the look leaves a trace. */
export async function lookAtTaxBatch(db: Db, actor: Actor, id: string): Promise<TaxBatch | null> {
  const batch = await findTaxBatch(db, id);
  const subject = `tax-batch:${id}`;
  const allowed = await authorise(db, actor, "read-tax", batch?.authority.id ?? null, subject);
  return allowed ? batch : null;
}
