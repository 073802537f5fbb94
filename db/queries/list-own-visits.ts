import type { OwnVisit } from "@/core/office-site";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

const LISTED_MAX = 50;
/** How long a visit that is public stays in the list. */
const PUBLISHED_DAYS = 30;

/**
 * Somebody's own visits that they may still be asked about: under way, returned, waiting, and made
 * public of late; what they have to do first.
 */
export function listOwnVisits(db: Db, actor: Actor, now: Date): Promise<OwnVisit[]> {
  const since = new Date(now.getTime() - PUBLISHED_DAYS * 86_400_000);
  return db<OwnVisit[]>`
    select v.id, v.domain, v.kind, v.state, v.visited_on, v.standing, l.name, l.language,
      v.state = 'draft' and v.submitted_at is not null as is_returned
    from visits v
    join listings l on l.site_id = v.site_id
    where v.inspector_id = ${actor.userId}
      and v.authority_id in ${authoritiesOf(db, actor, "record-visit")}
      and (v.state in ('draft', 'submitted', 'awaiting') or v.state = 'published' and exists (
        select from visit_steps step
        where step.visit_id = v.id and step.to_state = 'published' and step.at > ${since}))
    order by case v.state when 'draft' then 0 when 'awaiting' then 1 when 'submitted' then 2 else 3
      end, v.submitted_at is null, v.saved_at desc, v.id
    limit ${LISTED_MAX}`;
}
