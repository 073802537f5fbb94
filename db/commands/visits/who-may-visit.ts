import type { SiteDomain } from "@/core/standing";
import type { Db, Tx } from "@/db/client";

/** The same inspector may make so many routine visits running without giving a reason. */
const ROUTINE_RUNNING_MAX = 2;

/** Whether somebody has declared that they must not inspect or judge a place. */
export async function hasConflict(tx: Db | Tx, userId: string, siteId: number): Promise<boolean> {
  const [found] = await tx`
    select from conflicts where user_id = ${userId} and site_id = ${siteId} and ended_at is null`;
  return found !== undefined;
}

/**
 * Whether anybody has been at a site in a domain, as far as anything published says; also at one
 * that was merged into it since, where a follow-up is still to be made.
 */
export async function wasVisited(
  tx: Db | Tx,
  siteId: number,
  domain: SiteDomain,
): Promise<boolean> {
  const [found] = await tx`
    select where exists (select from inspections where site_id = ${siteId} and domain = ${domain})
      or exists (select from ratings where site_id = ${siteId} and domain = ${domain})
      or exists (
        select from tasks where site_id = ${siteId} and domain = ${domain} and done_at is null
          and reason = 'follow-up')`;
  return found !== undefined;
}

/** False where the last routine visits of a site were all by the same person. */
export async function mayRepeat(
  tx: Db | Tx,
  { userId, siteId, domain }: { userId: string; siteId: number; domain: SiteDomain },
): Promise<boolean> {
  const last = await tx<{ inspectorId: string }[]>`
    select inspector_id from visits
    where site_id = ${siteId} and domain = ${domain} and kind = 'routine'
      and state in ('submitted', 'awaiting', 'published')
    order by visited_on desc, submitted_at desc limit ${ROUTINE_RUNNING_MAX}`;
  return (
    last.length < ROUTINE_RUNNING_MAX || last.some(({ inspectorId }) => inspectorId !== userId)
  );
}
