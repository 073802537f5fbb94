import type { IsoDate } from "@/core/import-row";
import type { Db, Tx } from "@/db/client";

/** A follow-up that is due, with whom to tell. */
export interface DueFollowUp {
  site: string;
  publicId: string;
  /** BCP 47, of the authority. */
  language: string;
  dueOn: IsoDate;
  recipient: string;
}

/**
 * Reminds each inspector once of a follow-up that is due tomorrow or before. `tell` runs in the
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
            and due_on <= (${now}::timestamptz at time zone 'UTC')::date + 1
          order by due_on, id limit 500 for update skip locked
        )
        returning site_id, authority_id, due_on, from_visit
      )
      select l.name as site, l.public_id, a.language, marked.due_on, u.email as recipient
      from marked
      join listings l on l.site_id = marked.site_id
      join authorities a on a.id = marked.authority_id
      join visits v on v.id = marked.from_visit
      join users u on u.id = v.inspector_id
      order by marked.due_on, l.site_id`;
    for (const one of due) await tell(tx, one);
    return due.length;
  });
}
