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
