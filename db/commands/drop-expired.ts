import type { Db } from "@/db/client";

/** Longer than tries of any kind are counted. */
const TRIES_KEPT_MS = 24 * 60 * 60 * 1000;

/** Removes sessions and one-time links that have ended, and counts of tries that count no more. */
export async function dropExpired(db: Db, now: Date): Promise<void> {
  await db.begin(async (tx) => {
    await tx`delete from sessions where expires_at <= ${now}`;
    await tx`delete from verifications where expires_at <= ${now}`;
    await tx`delete from rate_limits where last_request < ${now.getTime() - TRIES_KEPT_MS}`;
  });
}
