import { rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import {
  lockVisit,
  moveVisit,
  noteStep,
  type Step,
  type VisitRecord,
} from "@/db/commands/visits/lock-visit";
import { publishSite } from "@/db/commands/visits/publish-site";
import { issueVisit } from "@/db/commands/visits/publish-visit";
import { CONFIRM_HOURS } from "@/db/commands/visits/submit-visit";
import { withdraw } from "@/db/commands/visits/withdraw";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** What somebody is to be told of a visit, with whom to tell. */
export interface Escalation {
  /**
   * A result is overdue, a closure begins to wait, one was confirmed by nobody in time, nobody goes
   * on with a visit that was returned, a result that was to be published is another authority's to
   * confirm, so is one that waits, or a closure that is not public for that.
   */
  kind: "escalated" | "closure" | "lapsed" | "returned" | "handed" | "received" | "notClosed";
  visitId: string;
  site: string;
  /** Which is to decide. */
  authority: string;
  /** BCP 47, of that authority. */
  language: string;
  timeZone: string;
  /** By when somebody was or is to decide, or to go on. */
  confirmBy: Date;
  recipients: string[];
}

type Tell = (tx: Tx, escalation: Escalation) => Promise<void>;
type Done = "published" | Escalation["kind"];

/**
 * Does what time brings: publishes results whose delay is over, tells of emergency closures, lets
 * those lapse that nobody confirmed, and escalates what else still waits. `tell` runs in the
 * transaction of what it tells of. Each visit has a transaction of its own, and one in trouble does
 * not keep the others waiting: `onFault` is told of it, and the next time tries again.
 */
export async function attendVisits(
  db: Db,
  now: Date,
  tell: Tell,
  onFault: (visitId: string, error: unknown) => void = (_, error) => {
    throw error;
  },
): Promise<Record<Done, number>> {
  const due = await db<{ id: string }[]>`
    select id from visits
    where state = 'submitted' and publish_at <= ${now}
      or state = 'awaiting' and confirm_by <= ${now} and (emergency or escalated_at is null)
      or state = 'awaiting' and emergency and escalated_at is null
      or state = 'awaiting' and deciding_authority(visits) not in
        (authority_id, coalesce(handed_to, authority_id))
      or state = 'draft' and submitted_at is not null and confirm_by <= ${now}
        and escalated_at is null
    order by coalesce(publish_at, confirm_by), id`;
  const done = {
    ...{ published: 0, lapsed: 0, escalated: 0, closure: 0, returned: 0 },
    ...{ handed: 0, received: 0, notClosed: 0 },
  };
  for (const { id } of due) {
    try {
      const what = await db.begin((tx) => attend(tx, id, now, tell));
      if (what) done[what] += 1;
    } catch (error) {
      onFault(id, error);
    }
  }
  return done;
}

async function attend(tx: Tx, id: string, now: Date, tell: Tell): Promise<Done | null> {
  const visit = await lockVisit(tx, id);
  // It may have been returned and submitted anew since it was found.
  const [times] = await tx<
    { isPublic: boolean; isOverdue: boolean; isTold: boolean; handedTo: number | null }[]
  >`
    select coalesce(publish_at <= ${now}, false) as is_public,
      coalesce(confirm_by <= ${now}, false) as is_overdue, escalated_at is not null as is_told,
      handed_to
    from visits where id = ${id}`;
  if (!visit || !times) return null;
  const step = { actorId: null, at: now, reason: null };
  if (visit.state === "submitted" && times.isPublic) {
    if (!(await isDecided(tx, visit))) return handOver(tx, visit, step, tell);
    await issueVisit(tx, visit, await readPinnedScheme(tx, visit), step);
    await moveVisit(tx, visit, "published", step);
    await publishSite(tx, visit.siteId);
    return "published";
  }
  const isReturned = visit.state === "draft" && visit.submittedAt !== null;
  if (visit.state !== "awaiting" && !isReturned) return null;
  const isClosure = visit.emergency && !isReturned;
  if (isClosure && times.isOverdue) {
    await withdraw(tx, visit, step);
    await tell(tx, await escalationOf(tx, id, "lapsed"));
    return "lapsed";
  }
  const { decidingAuthorityId: deciding } = visit;
  if (!isReturned && deciding !== visit.authorityId && deciding !== times.handedTo) {
    return receive(tx, visit, step, tell);
  }
  if (times.isTold || !(isClosure || times.isOverdue)) return null;
  const kind = isReturned ? "returned" : isClosure ? "closure" : "escalated";
  await tx`update visits set escalated_at = ${now} where id = ${id}`;
  await tell(tx, await escalationOf(tx, id, kind));
  return kind;
}

/**
 * Whether a result may be published on its day: its authority is competent still, or somebody has
 * confirmed it who held the role at that which is now, whether or not they still do.
 */
async function isDecided(tx: Tx, visit: VisitRecord): Promise<boolean> {
  if (visit.decidingAuthorityId === visit.authorityId) return true;
  const [confirmed] = await tx`
    select from visits v join memberships m on m.user_id = v.confirmed_by
    where v.id = ${visit.id} and m.role in ${tx(rolesFor("confirm-visit"))}
      and (m.authority_id is null or m.authority_id = ${visit.decidingAuthorityId})
      and m.granted_at <= v.confirmed_at
      and (m.ended_at is null or m.ended_at > v.confirmed_at)
    limit 1`;
  return confirmed !== undefined;
}

/** Another authority has become competent since: one of theirs is to confirm it first. */
async function handOver(tx: Tx, visit: VisitRecord, step: Step, tell: Tell): Promise<"handed"> {
  const confirmBy = new Date(step.at.getTime() + CONFIRM_HOURS * 3_600_000);
  await tx`
    update visits set state = 'awaiting', confirmed_by = null, confirmed_at = null,
      confirm_by = ${confirmBy}, escalated_at = null, handed_to = ${visit.decidingAuthorityId}
    where id = ${visit.id}`;
  await noteStep(tx, visit.id, visit.state, "awaiting", step);
  await tell(tx, await escalationOf(tx, visit.id, "handed"));
  return "handed";
}

/** Officials of the authority that is competent now are told of what another one left to them. */
async function receive(
  tx: Tx,
  visit: VisitRecord,
  { at }: Step,
  tell: Tell,
): Promise<Escalation["kind"]> {
  const orders = visit.emergency ? "closure" : "notClosed";
  const kind = visit.document.emergency ? orders : "received";
  await tx`
    update visits set handed_to = ${visit.decidingAuthorityId},
      escalated_at = case when ${visit.emergency} then ${at} else escalated_at end
    where id = ${visit.id}`;
  await tell(tx, await escalationOf(tx, visit.id, kind));
  return kind;
}

/** Reviewers and admins other than the inspector, who is told of what has lapsed or was returned. */
async function escalationOf(tx: Tx, id: string, kind: Escalation["kind"]): Promise<Escalation> {
  const [found] = await tx<Omit<Escalation, "kind">[]>`
    select v.id as visit_id, l.name as site, a.name as authority, a.language, a.time_zone,
      v.confirm_by,
      array(
        select distinct u.email from memberships m join users u on u.id = m.user_id
        where m.ended_at is null
          and (m.role in ('reviewer', 'authority-admin') and m.authority_id = a.id
              and m.user_id <> v.inspector_id
            or m.role = 'inspector' and m.authority_id = v.authority_id
              and m.user_id = v.inspector_id and ${kind === "lapsed" || kind === "returned"})
        order by u.email
      ) as recipients
    from visits v
    join listings l on l.site_id = v.site_id
    join authorities a on a.id = deciding_authority(v)
    where v.id = ${id}`;
  if (!found) throw new Error(`Visit ${id} is not listed.`);
  return { kind, ...found };
}
