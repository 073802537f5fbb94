import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

/** A public result that somebody asks to withdraw. */
export interface OpenWithdrawal {
  /** Of the visit. */
  id: string;
  site: { name: string; language: string };
  visitedOn: IsoDate;
  standing: Standing;
  askedBy: string;
  askedAt: Date;
  reason: string;
}

/** What waits for another person to agree, the longest waiting first; never one's own. */
export function listOpenWithdrawals(db: Db, actor: Actor): Promise<OpenWithdrawal[]> {
  return db<OpenWithdrawal[]>`
    select v.id, v.visited_on, v.standing, asker.name as asked_by, w.asked_at, w.reason,
      jsonb_build_object('name', l.name, 'language', l.language) as site
    from withdrawals w
    join visits v on v.id = w.visit_id
    join listings l on l.site_id = v.site_id
    join users asker on asker.id = w.asked_by
    where w.decided_at is null and v.state = 'published'
      and w.asked_by <> ${actor.userId} and v.inspector_id <> ${actor.userId}
      and deciding_authority(v) in ${authoritiesOf(db, actor, "read-review-queue")}
    order by w.asked_at, w.id
    limit 200`;
}
