import type { Tx } from "@/db/client";

/**
 * Lets one merger, split, move or undoing at a time change whom numbers and public ids name, once
 * nobody relies on it any more.
 */
export async function lockWhoIsWho(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('lineage', 0))`;
}

/**
 * Keeps those waiting until the transaction ends, and waits for those under way: what is recorded of
 * a number or a public id meanwhile is of whom it names in the end. To be taken before rows of sites
 * and entities are locked.
 */
export async function holdWhoIsWho(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(hashtextextended('lineage', 0))`;
}
