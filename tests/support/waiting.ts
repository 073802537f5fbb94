import { expect, vi } from "vitest";
import type { Db } from "@/db/client";

/** Until so many connections to a database wait for what others hold. */
export async function untilWaiting(db: Db, count = 1): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = await db`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      expect(waiting.count).toBe(count);
    },
    { timeout: 30_000, interval: 20 },
  );
}

/**
 * Does one publication and, while it has all but the last lock, another: what comes second waits for
 * the first, or for that lock as well.
 */
export async function atOnce<A, B>(
  db: Db,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const begun = await db.begin(async (tx) => {
    await tx`select from event_counter for update`;
    const one = first();
    await untilWaiting(db, 1);
    const other = second();
    await untilWaiting(db, 2);
    return { both: Promise.all([one, other]) };
  });
  return begun.both;
}
