import type { Db } from "@/db/client";
import { proposeMatches } from "@/db/commands/propose-matches";

/**
 * Looks once for who may run the invented places that came without a number, so that somebody has
 * some to decide on. What is decided stays so.
 */
export async function seedMatches(db: Db): Promise<void> {
  const [known] = await db`select from match_candidates limit 1`;
  if (!known) await proposeMatches(db);
}
