import type { DueItem } from "@/core/due-query";
import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { workNotes } from "@/db/queries/work-notes";

/** Somebody's own plan of a day, in order; a place whose authority they have left is not in it. */
export async function listPlan(db: Db, actor: Actor, day: IsoDate): Promise<DueItem[]> {
  const rows = await db<(Record<string, unknown> & Omit<DueItem, "listing">)[]>`
    select ${listingColumns(db)}, stop.domain, d.reason,
      coalesce(d.reasons, '{}') as reasons, notes.risk, notes.missed_on,
      case when d.due_on < 'infinity' then d.due_on end as due_on, own.id as visit_id,
      exists (
        select from conflicts c
        where c.site_id = l.site_id and c.user_id = ${actor.userId} and c.ended_at is null
      ) as conflicted
    from plan_stops stop
    join listings l on l.site_id = stop.site_id
    join authorities authority on authority.id = l.authority_id
    join site_authorities competent on competent.site_id = stop.site_id
      and competent.domain = stop.domain and competent.valid_to is null
    left join due_visits d on d.site_id = stop.site_id and d.domain = stop.domain
    left join lateral (
      select v.id from visits v
      where v.site_id = stop.site_id and v.domain = stop.domain and v.state = 'draft'
        and v.inspector_id = ${actor.userId}
      order by v.saved_at desc limit 1
    ) own on true
    left join lateral (
      select stop.site_id, stop.domain
    ) place on true
    left join lateral ${workNotes(db)} notes on true
    where stop.user_id = ${actor.userId} and stop.planned_on = ${day}
      and competent.authority_id in ${authoritiesOf(db, actor, "plan-day")}
    order by stop.ordinal, stop.site_id, stop.domain`;
  return rows.map((row) => {
    const { domain, reason, reasons, risk, missedOn, dueOn, visitId, conflicted } = row;
    const why = { reason, reasons, risk, missedOn, dueOn };
    return { listing: toListing(row), domain, ...why, visitId, conflicted };
  });
}

/** The days from one on for which somebody has planned something, with how many stops. */
export async function listPlannedDays(
  db: Db,
  actor: Actor,
  from: IsoDate,
): Promise<{ day: IsoDate; stops: number }[]> {
  return db<{ day: IsoDate; stops: number }[]>`
    select planned_on as day, count(*) as stops from plan_stops
    where user_id = ${actor.userId} and planned_on >= ${from}
    group by planned_on order by planned_on limit 7`;
}
