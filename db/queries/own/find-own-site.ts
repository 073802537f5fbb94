import type { FollowUp, OwnSite, PendingVisit } from "@/core/own-standing";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { listComingEntries } from "@/db/queries/own/list-coming-entries";
import { pendingVisits } from "@/db/queries/own/own-site-rows";
import { isReadable, lookAtOwnSite } from "@/db/queries/own/represented";

/**
 * A place as whoever speaks for it sees it; null for somebody else's as for one that is not there.
 * That they looked is logged in the transaction that reads what is not public.
 */
export async function findOwnSite(db: Db, actor: Actor, publicId: string): Promise<OwnSite | null> {
  const own = await db.begin(async (tx) => {
    const siteId = await lookAtOwnSite(tx, actor, publicId);
    return siteId === null ? null : readOwn(tx, actor, siteId);
  });
  if (!own) return null;
  const detail = await findSite(db, publicId);
  if (!detail || "mergedInto" in detail) return null;
  const { operator, operatorDetail } = detail;
  const [entries, ofOperator] = await Promise.all([
    listPublicEntries(db, { site: publicId }),
    // As on the public page: of a listed legal entity, never of a natural person.
    operator && operatorDetail ? listPublicEntries(db, { entity: operator }) : [],
  ]);
  return { detail, entries: [...entries, ...ofOperator], ...own };
}

async function readOwn(
  tx: Tx,
  actor: Actor,
  siteId: number,
): Promise<Omit<OwnSite, "detail" | "entries">> {
  const pending = await tx<PendingVisit[]>`
    select p.domain, p."visitedOn" as visited_on, p.state, p."publishOn" as publish_on
    from (${pendingVisits(tx)} and v.site_id = ${siteId}) p order by p."visitedOn" desc`;
  // Why somebody else complained is not told, nor that anybody did.
  const followUps = await tx<FollowUp[]>`
    select t.domain, t.due_on, v.inspection_id::text as visit
    from tasks t left join visits v on v.id = t.from_visit
    where t.site_id = ${siteId} and t.done_at is null and t.reason = 'follow-up'
    order by t.due_on, t.id`;
  const reports = await tx<OwnSite["reports"]>`
    select v.id as visit_id, v.domain, v.visited_on from visits v
    where v.site_id = ${siteId} and v.state = 'published' and ${isReadable(tx, actor)}
    order by v.visited_on desc, v.submitted_at desc`;
  const coming = await listComingEntries(tx, { site: siteId });
  return { pending, followUps, reports, coming };
}
