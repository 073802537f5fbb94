import type { Db, Tx } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";
import { refreshDueBatch, WORKLIST_LOCK } from "@/db/commands/refresh-due-visits";

/** So many places at a time: who publishes waits for some hundredths of a second at most. */
const BATCH = 1000;

/**
 * Has an authority keep a worklist from now on, and the list made in the background. Every
 * publication that begins after this has been committed writes into it.
 */
export async function startWorklist(tx: Tx, authorityId: number): Promise<void> {
  const begun = await tx`
    insert into due_authorities (authority_id, built_at) values (${authorityId}, 'infinity')
    on conflict (authority_id) do nothing`;
  if (begun.count > 0) await queueWorklist(tx, authorityId);
}

/** Queues the making of a worklist, or its going on once transactions have ended. */
export async function queueWorklist(
  db: Db | Tx,
  authority: number,
  { before, waitS = 0 }: { before?: string[]; waitS?: number } = {},
): Promise<void> {
  const key = `build-worklist:${authority}`;
  await queueJob(db, "build-worklist", { authority, ...(before && { before }) }, { waitS, key });
}

/**
 * Makes the worklist of an authority that has begun to keep one, a batch of places at a time, and
 * may be broken off and begun again. Publications that were under way when it began to keep one do
 * not write into it: as long as there are any of them nothing is made, and they are returned; asked
 * with them once more, it waits for no others.
 */
export async function buildWorklist(
  db: Db,
  authorityId: number,
  before: readonly string[] | null = null,
): Promise<{ waitFor: string[] }> {
  const [begun] = await db`
    select from due_authorities where authority_id = ${authorityId} and built_at = 'infinity'`;
  if (!begun) return { waitFor: [] };
  const running = await listRunning(db);
  const waitFor = before ? running.filter((one) => before.includes(one)) : running;
  if (waitFor.length > 0) return { waitFor };
  const sites = await db<{ siteId: number }[]>`
    select site_id from site_authorities where authority_id = ${authorityId} and valid_to is null
    union select site_id from due_visits where authority_id = ${authorityId}
    order by site_id`;
  for (let at = 0; at < sites.length; at += BATCH) {
    const ids = sites.slice(at, at + BATCH).map(({ siteId }) => siteId);
    await db.begin((tx) => buildBatch(tx, authorityId, ids));
  }
  await db`analyze due_visits`;
  await db`
    update due_authorities set built_at = clock_timestamp()
    where authority_id = ${authorityId} and built_at = 'infinity'`;
  return { waitFor: [] };
}

/** The transactions that bring worklists in line at this moment. */
async function listRunning(db: Db): Promise<string[]> {
  const rows = await db<{ running: string }[]>`
    select virtualtransaction as running from pg_locks
    where locktype = 'advisory' and classid = 0 and objid = ${WORKLIST_LOCK} and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())`;
  return rows.map(({ running }) => running);
}

async function buildBatch(tx: Tx, authorityId: number, siteIds: number[]): Promise<void> {
  await tx`select from due_authorities where authority_id = ${authorityId} for key share`;
  // Rows come first, so that who writes of the same place waits, or is waited for, by them.
  await tx`
    insert into due_visits (site_id, domain, authority_id, due_on)
    select site_id, domain, authority_id, 'infinity' from site_authorities
    where site_id = any(${siteIds}::bigint[]) and authority_id = ${authorityId}
      and valid_to is null
    order by site_id, domain
    on conflict do nothing`;
  await refreshDueBatch(tx, siteIds);
}
