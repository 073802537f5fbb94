import type { Tx } from "@/db/client";
import { chainRatings } from "@/db/commands/visits/chain-ratings";
import { lockVisit, moveVisit, type Step, type VisitRecord } from "@/db/commands/visits/lock-visit";
import { publishSite } from "@/db/commands/visits/publish-site";

/**
 * What was issued of a visit no longer counts: the result before it stands again, what it corrected
 * is public once more, and what it had done is to be done again.
 */
export async function withdraw(tx: Tx, visit: VisitRecord, step: Step): Promise<void> {
  await moveVisit(tx, visit, "withdrawn", step);
  await tx`update tasks set done_at = ${step.at} where from_visit = ${visit.id} and done_at is null`;
  await tx`
    update tasks set done_at = null, done_by_visit = null
    where done_by_visit = ${visit.id} and from_visit is distinct from ${visit.id}`;
  await tx`update inspections set superseded_by = id where id = ${visit.inspectionId}`;
  if (visit.supersedes && visit.inspectionId !== null) {
    await restore(tx, visit, visit.supersedes, step);
  }
  await chainRatings(tx, visit.siteId, visit.domain);
  await publishSite(tx, visit.siteId);
}

/** A visit whose correction was withdrawn is public again, as it was issued. */
async function restore(tx: Tx, correction: VisitRecord, id: string, step: Step): Promise<void> {
  const corrected = await lockVisit(tx, id);
  if (corrected?.state !== "superseded") return;
  await tx`update inspections set superseded_by = null where id = ${corrected.inspectionId}`;
  await moveVisit(tx, corrected, "published", step);
  const { siteId, domain } = corrected;
  if (siteId !== correction.siteId) await chainRatings(tx, siteId, domain);
}
