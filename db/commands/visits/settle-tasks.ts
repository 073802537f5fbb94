import { followUpDue, openItems } from "@/core/follow-up";
import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import { findingsOf } from "@/core/visit-findings";
import type { Tx } from "@/db/client";
import type { VisitRecord } from "@/db/commands/visits/lock-visit";

/**
 * What a published visit has done is done, and what it calls for is set: a routine visit does all
 * that was to be done when it was submitted, another what it was made for. A correction does nothing
 * anew; the follow-up of what it corrects becomes its own, unless that was made already.
 */
export async function settleTasks(
  tx: Tx,
  visit: VisitRecord & { visitedOn: IsoDate },
  scheme: Scheme,
  now: Date,
): Promise<void> {
  if (visit.supersedes) {
    await tx`
      update tasks set done_at = ${now} where from_visit = ${visit.supersedes} and done_at is null`;
    if (await wasFollowed(tx, visit.supersedes)) return;
  } else {
    await tx`
      update tasks set done_by_visit = ${visit.id}, done_at = ${now}
      where site_id = ${visit.siteId} and domain = ${visit.domain} and done_at is null
        and created_at <= ${visit.submittedAt} and (reason = ${visit.kind} or ${visit.kind} = 'routine')`;
  }
  const open = findingsOf(visit.document, scheme).filter(({ corrected }) => !corrected);
  const dueOn = followUpDue(scheme, visit.outcome, visit.visitedOn, open.length);
  if (!dueOn) return;
  // Somebody has been there since: their result says what is to follow.
  await tx`
    insert into tasks (site_id, domain, authority_id, reason, due_on, from_visit, open_items,
      created_at)
    select ${visit.siteId}, ${visit.domain}, ${visit.authorityId}, 'follow-up', ${dueOn},
      ${visit.id}, ${openItems(visit.document, scheme)}, ${now}
    where not exists (
      select from visits later where later.site_id = ${visit.siteId}
        and later.domain = ${visit.domain} and later.state = 'published'
        and later.visited_on > ${visit.visitedOn})`;
}

async function wasFollowed(tx: Tx, visitId: string): Promise<boolean> {
  const [task] = await tx`
    select from tasks where from_visit = ${visitId} and done_by_visit is not null`;
  return task !== undefined;
}
