import type { Db, Tx } from "@/db/client";
import { withdraw } from "@/db/commands/visits/decide-visit";
import { lockVisit, moveVisit } from "@/db/commands/visits/lock-visit";
import { publishSite } from "@/db/commands/visits/publish-site";
import { issueVisit } from "@/db/commands/visits/publish-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** A confirmation that is overdue, with whom to tell. */
export interface Escalation {
  visitId: string;
  site: string;
  authority: string;
  /** BCP 47, of the authority. */
  language: string;
  recipients: string[];
}

/**
 * Does what time brings: publishes results whose delay is over, lets emergency closures lapse that
 * nobody confirmed, and escalates what still waits. `tell` runs in the transaction of an escalation.
 * Each visit in a transaction of its own, so that one in trouble does not keep the others waiting.
 */
export async function attendVisits(
  db: Db,
  now: Date,
  tell: (tx: Tx, escalation: Escalation) => Promise<void>,
): Promise<{ published: number; lapsed: number; escalated: number }> {
  const due = await db<{ id: string }[]>`
    select id from visits
    where state = 'submitted' and publish_at <= ${now}
      or state = 'awaiting' and confirm_by <= ${now} and escalated_at is null
    order by coalesce(publish_at, confirm_by), id`;
  const done = { published: 0, lapsed: 0, escalated: 0 };
  for (const { id } of due) {
    const what = await db.begin((tx) => attend(tx, id, now, tell));
    if (what) done[what] += 1;
  }
  return done;
}

async function attend(
  tx: Tx,
  id: string,
  now: Date,
  tell: (tx: Tx, escalation: Escalation) => Promise<void>,
): Promise<"published" | "lapsed" | "escalated" | null> {
  const visit = await lockVisit(tx, id);
  const step = { actorId: null, at: now, reason: null };
  if (visit?.state === "submitted") {
    await issueVisit(tx, visit, await readPinnedScheme(tx, visit), step);
    await moveVisit(tx, visit, "published", step);
    await publishSite(tx, visit.siteId);
    return "published";
  }
  if (visit?.state !== "awaiting") return null;
  if (visit.emergency) {
    await withdraw(tx, visit, { ...step, reason: "not confirmed in time" });
    return "lapsed";
  }
  const [marked] = await tx`
    update visits set escalated_at = ${now} where id = ${id} and escalated_at is null returning id`;
  if (!marked) return null;
  await tell(tx, await escalationOf(tx, id));
  return "escalated";
}

async function escalationOf(tx: Tx, id: string): Promise<Escalation> {
  const [found] = await tx<Escalation[]>`
    select v.id as visit_id, l.name as site, a.name as authority, a.language,
      array(
        select distinct u.email from memberships m join users u on u.id = m.user_id
        where m.authority_id = v.authority_id and m.ended_at is null
          and m.role in ('reviewer', 'authority-admin') and m.user_id <> v.inspector_id
        order by u.email
      ) as recipients
    from visits v
    join listings l on l.site_id = v.site_id
    join authorities a on a.id = v.authority_id
    where v.id = ${id}`;
  if (!found) throw new Error(`Visit ${id} is not listed.`);
  return found;
}
