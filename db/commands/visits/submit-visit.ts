import { addDays } from "@/core/add-days";
import { localDay } from "@/core/local-day";
import type { Actor } from "@/core/permissions";
import { withoutPersons } from "@/core/personal-number";
import { type Missing, previewVisit } from "@/core/preview-visit";
import type { Rated } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { draftInputs } from "@/core/visit-findings";
import { fittingKinds, type VisitState } from "@/core/visit-state";
import type { Db, Tx } from "@/db/client";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockOwnVisit, moveVisit, type VisitRecord } from "@/db/commands/visits/lock-visit";
import { publishSite } from "@/db/commands/visits/publish-site";
import { issueVisit } from "@/db/commands/visits/publish-visit";
import { signedByAccount } from "@/db/commands/visits/signed-by-account";
import { hasConflict, mayRepeat, wasVisited } from "@/db/commands/visits/who-may-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** A confirmation takes no longer: then it is escalated, and an emergency closure lapses. */
export const CONFIRM_HOURS = 24;

type Submitted =
  | { ok: true; state: VisitState }
  | Forbidden
  | { ok: false; reason: "withdrawn" | "conflict" | "saved-elsewhere" }
  | { ok: false; reason: "incomplete"; missing: Missing[] };

/**
 * Takes a visit from its inspector: rates it by the scheme version it is pinned to and publishes it,
 * at once or on its day; whatever `needsSecondPerson` says waits for one, and all of an authority
 * that is not competent for the place any more for one of that which is. From here on the listing no
 * longer shows the old colour. The same submission again changes nothing and is told what became of
 * the first; one that was read before another device saved is refused.
 */
export async function submitVisit(
  db: Db,
  actor: Actor,
  { id, document: sent, revision }: { id: string; document: VisitDraft; revision: number },
  now: Date,
): Promise<Submitted> {
  return db.begin(async (tx): Promise<Submitted> => {
    const visit = await lockOwnVisit(tx, actor, id);
    if (!visit) return FORBIDDEN;
    const document = await signedByAccount(tx, actor.userId, withoutPersons(sent));
    if (visit.state === "withdrawn") return { ok: false, reason: "withdrawn" };
    if (visit.state !== "draft") return { ok: true, state: visit.state };
    if (visit.revision !== revision) return { ok: false, reason: "saved-elsewhere" };
    if (await hasConflict(tx, actor.userId, visit.siteId)) return { ok: false, reason: "conflict" };
    const scheme = await readPinnedScheme(tx, visit);
    const kinds = fittingKinds(await wasVisited(tx, visit.siteId, visit.domain));
    const today = localDay(now, visit.timeZone);
    const { rated, missing } = previewVisit(document, scheme, today, kinds);
    if (missing.length > 0 || !rated) return { ok: false, reason: "incomplete", missing };
    const isCompetent = visit.decidingAuthorityId === visit.authorityId;
    const needsSecond = !isCompetent || (await needsSecondPerson(tx, visit, document, rated));
    const inputs = draftInputs(document, scheme);
    const publishAt = await dueAt(tx, scheme, visit, now);
    const confirmBy = needsSecond ? new Date(now.getTime() + CONFIRM_HOURS * 3_600_000) : null;
    // A correction never closes by itself: what it corrects stands until it is confirmed. Nor does
    // an authority that is not competent any more.
    const emergency = document.emergency !== null && visit.supersedes === null && isCompetent;
    await tx`
      update visits set document = ${tx.json(document)}, kind = ${document.kind},
        visited_on = ${document.visitedOn}, submitted_at = ${now}, inputs = ${tx.json(inputs)},
        outcome = ${rated.outcome}, standing = ${rated.standing}, emergency = ${emergency},
        publish_at = ${publishAt}, confirm_by = ${confirmBy},
        escalated_at = null, handed_to = null, revision = revision + 1, saved_at = ${now}
      where id = ${id}`;
    Object.assign(visit, {
      ...{ document, kind: document.kind, visitedOn: document.visitedOn, submittedAt: now },
      ...{ inputs, outcome: rated.outcome, standing: rated.standing, emergency },
    });
    await route(tx, visit, scheme, { needsSecond, publishAt, actorId: actor.userId, now });
    await publishSite(tx, visit.siteId);
    return { ok: true, state: visit.state };
  });
}

/**
 * Whether somebody else has to look at it: at whatever is not simply green or yellow, what changes
 * something public, what was returned, and a third routine visit running that nobody gave a reason for.
 */
async function needsSecondPerson(
  tx: Tx,
  visit: VisitRecord,
  document: VisitDraft,
  { standing }: Rated,
): Promise<boolean> {
  if (standing !== "green" && standing !== "yellow") return true;
  if (visit.supersedes !== null || visit.submittedAt !== null) return true;
  if (document.kind !== "routine" || visit.kind === "routine") return false;
  return !(await mayRepeat(tx, { ...visit, userId: visit.inspectorId }));
}

async function route(
  tx: Tx,
  visit: VisitRecord,
  scheme: Scheme,
  by: { needsSecond: boolean; publishAt: Date | null; actorId: string; now: Date },
): Promise<void> {
  const step = { actorId: by.actorId, at: by.now, reason: null };
  await moveVisit(tx, visit, "submitted", step);
  if (by.needsSecond) {
    await moveVisit(tx, visit, "awaiting", {
      ...step,
      reason: visit.document.emergency?.grounds ?? null,
    });
    if (visit.emergency) await issueVisit(tx, visit, scheme, step);
  } else if (!by.publishAt) {
    await issueVisit(tx, visit, scheme, step);
    await moveVisit(tx, visit, "published", step);
  }
}

/** When a result becomes public by its scheme's delay, as a day of its authority's begins; null for at once. */
async function dueAt(
  tx: Tx,
  { publicationDelayDays }: Scheme,
  { timeZone }: VisitRecord,
  now: Date,
): Promise<Date | null> {
  if (publicationDelayDays === 0) return null;
  const day = addDays(localDay(now, timeZone), publicationDelayDays);
  const [midnight] = await tx<{ at: Date }[]>`
    select ${day}::date::timestamp at time zone ${timeZone} as at`;
  return midnight?.at ?? null;
}
