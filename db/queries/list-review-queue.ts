import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

/** A visit that waits for a second person. */
export interface Waiting {
  id: string;
  site: { name: string; language: string; place: string | null };
  authority: string;
  timeZone: string;
  inspector: string;
  visitedOn: IsoDate;
  submittedAt: Date;
  confirmBy: Date;
  escalatedAt: Date | null;
  emergency: boolean;
  scheme: string;
  outcome: string | null;
  standing: Standing;
  /** Whether it corrects a visit that is public. */
  corrects: boolean;
}

/** What waits for somebody, closures first, then the longest waiting; never their own visits. */
export function listReviewQueue(db: Db, actor: Actor): Promise<Waiting[]> {
  return db<Waiting[]>`
    select v.id, v.visited_on, v.submitted_at, v.confirm_by, v.escalated_at, v.emergency,
      v.scheme_id || '@' || v.scheme_version as scheme, v.outcome, v.standing,
      v.supersedes is not null as corrects, a.name as authority, a.time_zone, u.name as inspector,
      jsonb_build_object('name', l.name, 'language', l.language,
        'place', nullif(concat_ws(', ', l.address, l.locality), '')) as site
    from visits v
    join listings l on l.site_id = v.site_id
    join authorities a on a.id = v.authority_id
    join users u on u.id = v.inspector_id
    where v.state = 'awaiting' and v.inspector_id <> ${actor.userId}
      and deciding_authority(v) in ${authoritiesOf(db, actor, "read-review-queue")}
    order by v.emergency desc, v.submitted_at, v.id
    limit 200`;
}
