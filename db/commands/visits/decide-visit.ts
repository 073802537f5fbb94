import type { Action, Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockVisit, moveVisit, type VisitRecord } from "@/db/commands/visits/lock-visit";
import { publishSite } from "@/db/commands/visits/publish-site";
import { issueVisit } from "@/db/commands/visits/publish-visit";
import { CONFIRM_HOURS } from "@/db/commands/visits/submit-visit";
import { hasConflict } from "@/db/commands/visits/who-may-visit";
import { withdraw } from "@/db/commands/visits/withdraw";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** What came of a decision; no decision at all about a visit of one's own or against a conflict. */
export type Decided =
  | { ok: true }
  | Forbidden
  | {
      ok: false;
      reason:
        | ("own-visit" | "own-confirmation" | "own-request" | "conflict")
        | ("not-waiting" | "not-asked" | "emergency" | "two-people");
    };

/**
 * The second person agrees: the visit is published, or waits for its day. Two who agree at once have
 * one effect.
 */
export function confirmVisit(db: Db, actor: Actor, { id }: { id: string }, now: Date) {
  return decide(db, actor, "confirm-visit", id, async (tx, visit) => {
    if (visit.state === "published" || visit.confirmedBy !== null) return { ok: true };
    if (visit.state !== "awaiting") return { ok: false, reason: "not-waiting" };
    const step = { actorId: actor.userId, at: now, reason: null };
    await tx`
      update visits set confirmed_by = ${actor.userId}, confirmed_at = ${now} where id = ${id}`;
    if (visit.publishAt && visit.publishAt > now && !visit.emergency) {
      await moveVisit(tx, visit, "submitted", step);
      return { ok: true };
    }
    const scheme = await readPinnedScheme(tx, visit);
    if (!visit.emergency) await issueVisit(tx, visit, scheme, step);
    await moveVisit(tx, visit, "published", step);
    await publishSite(tx, visit.siteId);
    return { ok: true };
  });
}

/**
 * The second person does not agree: the inspector gets the visit back, with the reason. The listing
 * stays without a colour; what was closed in an emergency is withdrawn instead.
 */
export function returnVisit(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
) {
  return decide(db, actor, "confirm-visit", id, async (tx, visit) => {
    if (visit.state !== "awaiting") return { ok: false, reason: "not-waiting" };
    if (visit.emergency) return { ok: false, reason: "emergency" };
    const confirmBy = new Date(now.getTime() + CONFIRM_HOURS * 3_600_000);
    await tx`
      update visits set confirm_by = ${confirmBy}, escalated_at = null, revision = revision + 1
      where id = ${id}`;
    await moveVisit(tx, visit, "draft", { actorId: actor.userId, at: now, reason });
    return { ok: true };
  });
}

/**
 * Takes back what waits: for a second person, for its day, or for an inspector it was returned to.
 * A public result is no one person's to take back.
 */
export function withdrawVisit(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
) {
  return decide(db, actor, "withdraw-visit", id, async (tx, visit) => {
    if (visit.state === "withdrawn") return { ok: true };
    if (visit.state === "published") return { ok: false, reason: "two-people" };
    if (visit.submittedAt === null || visit.state === "superseded") {
      return { ok: false, reason: "not-waiting" };
    }
    if (visit.confirmedBy === actor.userId) return { ok: false, reason: "own-confirmation" };
    await withdraw(tx, visit, { actorId: actor.userId, at: now, reason });
    return { ok: true };
  });
}

/**
 * What every decision of a second person needs: the role at the authority that is competent now,
 * another person, no conflict.
 */
export async function decide(
  db: Db,
  actor: Actor,
  action: Action,
  id: string,
  work: (tx: Tx, visit: VisitRecord) => Promise<Decided>,
): Promise<Decided> {
  return db.begin(async (tx): Promise<Decided> => {
    const visit = await lockVisit(tx, id);
    const authority = visit?.decidingAuthorityId ?? null;
    const allowed = await authorise(tx, actor, action, authority, `visit:${id}`);
    if (!allowed || !visit) return FORBIDDEN;
    if (visit.inspectorId === actor.userId) return { ok: false, reason: "own-visit" };
    if (await hasConflict(tx, actor.userId, visit.siteId)) {
      return { ok: false, reason: "conflict" };
    }
    return work(tx, visit);
  });
}
