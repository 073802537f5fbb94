import type { JobName, JobPayload } from "@/core/job";
import type { Db, Tx } from "@/db/client";

/**
 * Queues a job, within a transaction together with what calls for it. A job that waits already
 * under the same key, by default its name, stays the one, at its time; one that has begun is
 * followed by another.
 */
export async function queueJob<Name extends JobName>(
  db: Db | Tx,
  name: Name,
  payload: JobPayload<Name>,
  { waitS = 0, key = name }: { waitS?: number; key?: string } = {},
): Promise<void> {
  await db`
    select graphile_worker.add_job(
      ${name}, ${db.json(payload)}::json,
      run_at := clock_timestamp() + make_interval(secs => ${waitS}),
      job_key := ${key}, job_key_mode := 'preserve_run_at')`;
}
