import type { Tx } from "@/db/client";
import { publish } from "@/db/commands/publish";

/** Brings one site's listing in line with its records. Last in a transaction, as `publish` is. */
export async function publishSite(tx: Tx, siteId: number): Promise<void> {
  await tx`create temp table touched on commit drop as select ${siteId}::bigint as site_id`;
  await publish(tx);
}
