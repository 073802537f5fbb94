import type { IsoDate } from "@/core/import-row";
import type { Db, Tx } from "@/db/client";

/** A follow-up that is due, with whom to tell. */
export interface DueFollowUp {
  site: string;
  publicId: string;
  /** BCP 47, of the authority. */
  language: string;
  dueOn: IsoDate;
  recipients: string[];
}

/**
 * Reminds once of each follow-up that is due tomorrow or before: the inspector of the visit as long
 * as they inspect for the authority that is competent now, else its admins. `tell` runs in the
 * transaction that marks it. Returns how many were reminded of.
 */
export async function remindFollowUps(
  db: Db,
  now: Date,
  tell: (tx: Tx, due: DueFollowUp) => Promise<void>,
): Promise<number> {
  return db.begin(async (tx) => {
    const due = await tx<DueFollowUp[]>`
      with marked as (
        update tasks set reminded_at = ${now}
        where id in (
          select id from tasks
          where done_at is null and reminded_at is null and reason = 'follow-up'
            -- The days of all zones, for the index; each authority's own decides.
            and due_on <= (${now}::timestamptz at time zone 'UTC')::date + 2
            and due_on <= (
              select (${now}::timestamptz at time zone time_zone)::date + 1
              from authorities where id = tasks.authority_id
            )
          order by due_on, id limit 500 for update skip locked
        )
        returning site_id, domain, authority_id, due_on, from_visit
      )
      select l.name as site, l.public_id, a.language, marked.due_on,
        case when own.email is not null then array[own.email] else array(
          select distinct u.email from memberships m join users u on u.id = m.user_id
          where m.authority_id = a.id and m.ended_at is null and m.role = 'authority-admin'
          order by u.email
        ) end as recipients
      from marked
      join listings l on l.site_id = marked.site_id
      left join site_authorities competent on competent.site_id = marked.site_id
        and competent.domain = marked.domain and competent.valid_to is null
      join authorities a on a.id = coalesce(competent.authority_id, marked.authority_id)
      join visits v on v.id = marked.from_visit
      left join lateral (
        select u.email from memberships m join users u on u.id = m.user_id
        where m.user_id = v.inspector_id and m.authority_id = a.id and m.ended_at is null
          and m.role = 'inspector'
        limit 1
      ) own on true
      order by marked.due_on, l.site_id`;
    for (const one of due) await tell(tx, one);
    return due.length;
  });
}
