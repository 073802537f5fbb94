import { rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { lockVisit } from "@/db/commands/visits/lock-visit";
import { CONFIRM_HOURS } from "@/db/commands/visits/submit-visit";

/** A request to withdraw a public result, with whom to tell. */
export interface WithdrawalNews {
  /** It begins to wait, or nobody has decided in time. */
  kind: "withdrawalAsked" | "withdrawalWaits";
  visitId: string;
  site: string;
  /** BCP 47, of the authority that is to decide. */
  language: string;
  timeZone: string;
  /** By when somebody was or is to decide. */
  confirmBy: Date;
  reason: string;
  recipients: string[];
}

type Tell = (tx: Tx, news: WithdrawalNews) => Promise<void>;

/**
 * Tells those who may decide of each request for a withdrawal, and once more, with the admins, where
 * nobody has by then. `tell` runs in the transaction that marks it; one in trouble does not keep the
 * others waiting.
 */
export async function attendWithdrawals(
  db: Db,
  now: Date,
  tell: Tell,
  onFault: (visitId: string, error: unknown) => void = (_, error) => {
    throw error;
  },
): Promise<number> {
  const due = await db<{ visitId: string }[]>`
    select visit_id from withdrawals w where ${isDue(db, now)} order by asked_at, id`;
  let told = 0;
  for (const { visitId } of due) {
    try {
      if (await db.begin((tx) => attend(tx, visitId, now, tell))) told += 1;
    } catch (error) {
      onFault(visitId, error);
    }
  }
  return told;
}

async function attend(tx: Tx, visitId: string, now: Date, tell: Tell): Promise<boolean> {
  // It may be decided meanwhile.
  if (!(await lockVisit(tx, visitId))) return false;
  const [news] = await tx<WithdrawalNews[]>`
    with marked as (
      update withdrawals w set told_at = coalesce(told_at, ${now}),
        escalated_at = case when told_at is null then null else ${now}::timestamptz end
      where visit_id = ${visitId} and ${isDue(tx, now)}
      returning visit_id, asked_by, asked_at, reason, escalated_at is not null as is_overdue
    )
    select case when is_overdue then 'withdrawalWaits' else 'withdrawalAsked' end as kind,
      v.id as visit_id, l.name as site, a.language, a.time_zone, marked.reason,
      marked.asked_at + make_interval(hours => ${CONFIRM_HOURS}) as confirm_by,
      array(
        select distinct u.email from memberships m join users u on u.id = m.user_id
        where m.ended_at is null and m.authority_id = a.id
          and m.user_id not in (v.inspector_id, marked.asked_by)
          and (m.role in ${tx(rolesFor("withdraw-visit"))}
            or is_overdue and m.role = 'authority-admin')
        order by u.email
      ) as recipients
    from marked
    join visits v on v.id = marked.visit_id
    join listings l on l.site_id = v.site_id
    join authorities a on a.id = deciding_authority(v)`;
  if (news) await tell(tx, news);
  return news !== undefined;
}

function isDue(db: Db | Tx, now: Date) {
  return db`w.decided_at is null and (w.told_at is null
    or w.escalated_at is null and w.asked_at + make_interval(hours => ${CONFIRM_HOURS}) <= ${now})`;
}
