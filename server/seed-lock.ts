import type { Tx } from "@/db/client";

/** Any number that no other advisory lock of Placard uses. */
const SEEDING = 7_265_005;

/** Until the transaction ends nobody else fills the board with invented data. */
export async function lockSeeding(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${SEEDING})`;
}
