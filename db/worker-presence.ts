import postgres from "postgres";

/** The class of the advisory locks by which workers show that they live. */
const PRESENCE = 7_265_002;
const CHECK_MS = 2000;

/**
 * Shows that a worker lives by a lock that falls with its process, and gives back the jobs of those
 * that died: the queue by itself would wait four hours. One missed at two checks in a row is dead;
 * a worker that only lost its connection is back by then. `url` reaches Postgres itself, since a
 * pooled connection holds no lock.
 */
export function keepPresence(
  url: string,
  workerId: string,
  onFreed: (workerIds: string[]) => void,
): { stop(): Promise<void> } {
  const sql = postgres(url, { max: 1, max_lifetime: null, connect_timeout: 5, onnotice: () => {} });
  let missed: string[] = [];

  async function check(): Promise<void> {
    // A connection that was lost is another one now, without the lock.
    await sql`
      select pg_advisory_lock(${PRESENCE}, hashtext(${workerId})) where not exists (
        select from pg_locks
        where locktype = 'advisory' and classid = ${PRESENCE} and pid = pg_backend_pid())`;
    const absent = await sql<{ locked_by: string }[]>`
      select distinct locked_by from graphile_worker.jobs
      where locked_by <> ${workerId}
        and pg_try_advisory_xact_lock(${PRESENCE}, hashtext(locked_by))`;
    const ids = absent.map((row) => row.locked_by);
    const dead = ids.filter((id) => missed.includes(id));
    missed = ids;
    if (dead.length > 0) {
      await sql`select graphile_worker.force_unlock_workers(${dead})`;
      onFreed(dead);
    }
    // A job that was begun and then queued again leaves its place to the new one; should it not end,
    // it would stay for ever.
    await sql`
      select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
      where key is null and attempts >= max_attempts and locked_at is null having count(*) > 0`;
  }

  let checking = Promise.resolve();
  const checkNext = () => {
    // While the database is away nothing can be shown or freed.
    checking = checking.then(check).catch(() => {});
  };
  checkNext();
  const timer = setInterval(checkNext, CHECK_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await sql.end({ timeout: 1 });
    },
  };
}
