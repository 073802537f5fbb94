import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Inputs, Scheme } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { VisitDraft } from "@/core/visit-draft";
import type { VisitKind, VisitState } from "@/core/visit-state";
import type { Db } from "@/db/client";
import { authorise, authoritiesOf } from "@/db/commands/authorise";
import { readScheme } from "@/db/queries/list-schemes";

/** A visit recorded here, whole, as officials see it. */
export interface VisitDetail {
  id: string;
  siteId: number;
  site: { id: string; name: string; slug: string; language: string; place: string | null };
  domain: SiteDomain;
  authority: { id: number; name: string; slug: string; language: string };
  scheme: Scheme;
  kind: VisitKind;
  state: VisitState;
  inspector: { id: string; name: string };
  draft: VisitDraft;
  revision: number;
  visitedOn: IsoDate | null;
  submittedAt: Date | null;
  inputs: Inputs | null;
  outcome: string | null;
  standing: Standing | null;
  emergency: boolean;
  publishAt: Date | null;
  confirmBy: Date | null;
  escalatedAt: Date | null;
  supersedes: string | null;
  supersededBy: string | null;
  /** Oldest first. */
  steps: {
    from: VisitState | null;
    to: VisitState;
    by: string | null;
    at: Date;
    reason: string | null;
  }[];
}

/**
 * A visit that somebody may read; null for any other, as for one that does not exist. The look is
 * written down.
 */
export async function findVisit(db: Db, actor: Actor, id: string): Promise<VisitDetail | null> {
  return db.begin(async (tx) => {
    const [row] = await tx<
      (Omit<VisitDetail, "scheme" | "steps"> & { schemeText: string; authorityId: number })[]
    >`
      select v.id, v.site_id, v.domain, v.authority_id, v.kind, v.state, v.document as draft,
        v.revision, v.visited_on, v.submitted_at, v.inputs, v.outcome, v.standing, v.emergency,
        v.publish_at, v.confirm_by, v.escalated_at, v.supersedes,
        (select next.id from visits next where next.supersedes = v.id
          and next.state = 'published') as superseded_by,
        jsonb_build_object('id', l.public_id, 'name', l.name, 'slug', l.slug,
          'language', l.language,
          'place', nullif(concat_ws(', ', l.address, l.locality), '')) as site,
        jsonb_build_object('id', a.id, 'name', a.name, 'slug', a.slug,
          'language', a.language) as authority,
        jsonb_build_object('id', u.id, 'name', u.name) as inspector,
        s.text as scheme_text
      from visits v
      join listings l on l.site_id = v.site_id
      join authorities a on a.id = v.authority_id
      join users u on u.id = v.inspector_id
      join schemes s on s.id = v.scheme_id and s.version = v.scheme_version
      where v.id = ${id}
        and (v.inspector_id = ${actor.userId}
          or v.authority_id in ${authoritiesOf(tx, actor, "read-visit")})`;
    const authorityId = row?.authorityId ?? null;
    if (!(await authorise(tx, actor, "read-visit", authorityId, `visit:${id}`)) || !row)
      return null;
    const steps = await tx<VisitDetail["steps"]>`
      select step.from_state as "from", step.to_state as "to", u.name as by, step.at, step.reason
      from visit_steps step left join users u on u.id = step.actor_id
      where step.visit_id = ${id} order by step.id`;
    const { schemeText, authorityId: _, ...visit } = row;
    return { ...visit, scheme: readScheme({ text: schemeText }), steps: [...steps] };
  });
}
