import type { Actor } from "@/core/permissions";
import type { TaxBatch } from "@/core/tax-batch";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { findHeldMoves } from "@/db/queries/find-held-moves";
import { findTaxBatch } from "@/db/queries/list-tax-batches";

/**
 * One delivery for whoever may read tax at its authority; the look leaves a trace. Of
 * one that is held it says what a release would change now.
 */
export async function lookAtTaxBatch(db: Db, actor: Actor, id: string): Promise<TaxBatch | null> {
  const batch = await findTaxBatch(db, id);
  const subject = `tax-batch:${id}`;
  const allowed = await authorise(db, actor, "read-tax", batch?.authority.id ?? null, subject);
  if (!allowed || batch?.state !== "held") return allowed ? batch : null;
  return { ...batch, moves: await findHeldMoves(db, id) };
}
