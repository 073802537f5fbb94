import type { Publication, Touched } from "@/core/publication";
import type { Tx } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";

/** The channel on which every process hears of publications. */
export const PUBLICATIONS = "placard_publications";

/** Postgres takes notices shorter than 8,000 bytes. */
const NOTICE_BYTES_MAX = 7900;

/** Publications within this time go into the bulk files together. */
const BULK_FILES_WAIT_S = 300;

/**
 * Moves the revision and tells every process on commit. Takes the lock of the counter, so it comes
 * last in a transaction; notices arrive in the order of revisions.
 */
export async function announce(tx: Tx, touched: Touched[] | null): Promise<void> {
  const [moved] = await tx<Pick<Publication, "revision" | "position">[]>`
    update event_counter set revision = revision + 1 returning revision, position`;
  const whole = JSON.stringify({ ...moved, touched });
  const isShort = Buffer.byteLength(whole) <= NOTICE_BYTES_MAX;
  const told = isShort ? whole : JSON.stringify({ ...moved, touched: null });
  // The job after the counter, as everywhere: two locks in one order.
  await Promise.all([
    tx`select pg_notify(${PUBLICATIONS}, ${told})`,
    queueJob(tx, "write-bulk-files", {}, { waitS: BULK_FILES_WAIT_S }),
  ]);
}
