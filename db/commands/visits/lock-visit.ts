import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Inputs } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitKind, VisitState } from "@/core/visit-state";
import type { Tx } from "@/db/client";
import { authorise } from "@/db/commands/authorise";

/** A visit as its commands work on it. */
export interface VisitRecord {
  id: string;
  siteId: number;
  domain: SiteDomain;
  /** That made it. */
  authorityId: number;
  /** Competent for its place now: only there it is decided whether it becomes public. */
  decidingAuthorityId: number;
  /** Of the authority that made it. */
  timeZone: string;
  schemeId: string;
  schemeVersion: string;
  kind: VisitKind;
  inspectorId: string;
  confirmedBy: string | null;
  publishAt: Date | null;
  state: VisitState;
  document: VisitDraft;
  revision: number;
  visitedOn: IsoDate | null;
  submittedAt: Date | null;
  inputs: Inputs | null;
  outcome: string | null;
  standing: Standing | null;
  emergency: boolean;
  supersedes: string | null;
  inspectionId: number | null;
  ratingId: number | null;
}

/**
 * A visit, locked after its site, so that whatever happens to one site happens one after the other.
 * Null where there is none.
 */
export async function lockVisit(tx: Tx, id: string): Promise<VisitRecord | null> {
  // While one waits for its site, the visit may go to another that its site is merged into.
  for (let locked = 0, siteId = await siteOf(tx, id); siteId !== locked; ) {
    if (siteId === null) return null;
    // An import that refers to the site is no reason to wait until it is through.
    await tx`select from sites where id = ${siteId} for no key update`;
    locked = siteId;
    siteId = await siteOf(tx, id);
  }
  const [visit] = await tx<VisitRecord[]>`
    select id, site_id, domain, authority_id,
      deciding_authority(visits) as deciding_authority_id,
      (select time_zone from authorities a where a.id = authority_id), scheme_id, scheme_version, kind, inspector_id,
      confirmed_by, publish_at, state, document, revision, visited_on, submitted_at, inputs, outcome, standing, emergency,
      supersedes, inspection_id, rating_id
    from visits where id = ${id} for update`;
  return visit ?? null;
}

async function siteOf(tx: Tx, id: string): Promise<number | null> {
  const [visit] = await tx<{ siteId: number }[]>`select site_id from visits where id = ${id}`;
  return visit?.siteId ?? null;
}

/**
 * The same for the inspector who records it. Null for anybody else, and in the same way where there
 * is none; both are written down as refused.
 */
export async function lockOwnVisit(tx: Tx, actor: Actor, id: string): Promise<VisitRecord | null> {
  const visit = await lockVisit(tx, id);
  const own = visit?.inspectorId === actor.userId ? visit : null;
  const authority = own?.authorityId ?? null;
  const allowed = await authorise(tx, actor, "record-visit", authority, `visit:${id}`);
  return allowed ? own : null;
}

/** Whose step it is and why; nobody's where time did it. */
export interface Step {
  actorId: string | null;
  at: Date;
  reason: string | null;
}

/** Takes a visit to its next state and writes who did it, when and why. */
export async function moveVisit(
  tx: Tx,
  visit: VisitRecord,
  to: VisitState,
  step: Step,
): Promise<void> {
  await tx`update visits set state = ${to} where id = ${visit.id}`;
  await noteStep(tx, visit.id, visit.state, to, step);
  visit.state = to;
}

/** Writes a step down. */
export async function noteStep(
  tx: Tx,
  visitId: string,
  from: VisitState | null,
  to: VisitState,
  { actorId, at, reason }: Step,
): Promise<void> {
  await tx`
    insert into visit_steps (visit_id, from_state, to_state, actor_id, at, reason)
    values (${visitId}, ${from}, ${to}, ${actorId}, ${at}, ${reason})`;
}
