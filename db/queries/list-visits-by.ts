import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Standing } from "@/core/standing";
import type { VisitKind } from "@/core/visit-state";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";
import { readingAuthorities } from "@/db/queries/authorities-of-visit";

/** A visit before another, by what came of it. */
export interface EarlierVisit {
  id: string;
  visitedOn: IsoDate;
  kind: VisitKind;
  /** `id@version`. */
  scheme: string;
  outcome: string | null;
  standing: Standing;
}

const LISTED_MAX = 20;

/** The visits that the inspector of one made at the same site besides it, the newest first. */
export function listVisitsBy(
  db: Db,
  actor: Actor,
  { inspector, siteId, id }: { inspector: { id: string }; siteId: number; id: string },
): Promise<EarlierVisit[]> {
  return db<EarlierVisit[]>`
    select id, visited_on, kind, scheme_id || '@' || scheme_version as scheme, outcome, standing
    from visits
    where inspector_id = ${inspector.id} and site_id = ${siteId} and id <> ${id}
      and state in ('published', 'superseded', 'awaiting', 'submitted')
      and ${readingAuthorities(db, "visits")} && array(${authoritiesOf(db, actor, "read-visit")})
    order by visited_on desc, submitted_at desc
    limit ${LISTED_MAX}`;
}
