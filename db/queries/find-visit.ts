import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Inputs, Scheme } from "@/core/scheme";
import type { SiteDomain, Standing } from "@/core/standing";
import type { VisitDraft } from "@/core/visit-draft";
import { type StepName, stepName, type VisitKind, type VisitState } from "@/core/visit-state";
import type { Db, Tx } from "@/db/client";
import { authorise, authoritiesOf } from "@/db/commands/authorise";
import { readingAuthorities } from "@/db/queries/authorities-of-visit";
import { readScheme } from "@/db/queries/list-schemes";

/** A visit recorded here, whole, as officials see it. */
export interface VisitDetail {
  id: string;
  siteId: number;
  site: {
    id: string;
    name: string;
    slug: string;
    language: string;
    place: string | null;
    state: "open" | "closed" | "gone";
    /** Since when it is listed as closed or gone, where it is. */
    endedOn: IsoDate | null;
  };
  domain: SiteDomain;
  /** That made it. */
  authority: { id: number; name: string; slug: string; language: string; timeZone: string };
  /** That decides about it: competent for its place now. */
  deciding: { id: number; name: string; language: string };
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
  steps: { name: StepName; by: string | null; at: Date; reason: string | null }[];
  /** That the public result be withdrawn; null where nobody asks. */
  withdrawal: { askedBy: string; name: string; askedAt: Date; reason: string } | null;
}

/**
 * A visit that somebody may read; null for any other, as for one that does not exist. The look is
 * written down.
 */
export async function findVisit(db: Db, actor: Actor, id: string): Promise<VisitDetail | null> {
  return db.begin(async (tx) => {
    const [row] = await tx<
      (Omit<VisitDetail, "scheme" | "steps" | "withdrawal"> & { schemeText: string })[]
    >`
      select v.id, v.site_id, v.domain, v.kind, v.state, v.document as draft,
        v.revision, v.visited_on, v.submitted_at, v.inputs, v.outcome, v.standing, v.emergency,
        v.publish_at, v.confirm_by, v.escalated_at, v.supersedes,
        (select next.id from visits next where next.supersedes = v.id
          and next.state = 'published') as superseded_by,
        jsonb_build_object('id', l.public_id, 'name', l.name, 'slug', l.slug,
          'language', l.language, 'state', l.state, 'endedOn', l.ended_on,
          'place', nullif(concat_ws(', ', l.address, l.locality), '')) as site,
        jsonb_build_object('id', a.id, 'name', a.name, 'slug', a.slug,
          'language', a.language, 'timeZone', a.time_zone) as authority,
        jsonb_build_object('id', d.id, 'name', d.name, 'language', d.language) as deciding,
        jsonb_build_object('id', u.id, 'name', u.name) as inspector,
        s.text as scheme_text
      from visits v
      join listings l on l.site_id = v.site_id
      join authorities a on a.id = v.authority_id
      join authorities d on d.id = deciding_authority(v)
      join users u on u.id = v.inspector_id
      join schemes s on s.id = v.scheme_id and s.version = v.scheme_version
      where v.id = ${id}
        and (v.inspector_id = ${actor.userId}
          or ${readingAuthorities(tx, "v")} && array(${authoritiesOf(tx, actor, "read-visit")}))`;
    const authorities = row ? [row.authority.id, row.deciding.id] : null;
    if (!(await authorise(tx, actor, "read-visit", authorities, `visit:${id}`)) || !row)
      return null;
    const steps = await listSteps(tx, id);
    const [withdrawal = null] = await tx<NonNullable<VisitDetail["withdrawal"]>[]>`
      select w.asked_by, u.name, w.asked_at, w.reason
      from withdrawals w join users u on u.id = w.asked_by
      where w.visit_id = ${id} and w.decided_at is null`;
    const { schemeText, ...visit } = row;
    return { ...visit, scheme: readScheme({ text: schemeText }), steps, withdrawal };
  });
}

interface Step extends Omit<VisitDetail["steps"][number], "name"> {
  from: VisitState | null;
  to: VisitState;
  /** What is written down elsewhere. */
  other: Exclude<StepName, VisitState | "returned" | "lapsed" | "moved"> | null;
}

async function listSteps(tx: Tx, visitId: string): Promise<VisitDetail["steps"]> {
  const steps = await tx<Step[]>`
    select step."from", step."to", step.other, u.name as by, step.at, step.reason
    from (
      select id, from_state as "from", to_state as "to", null as other, actor_id, at, reason
      from visit_steps where visit_id = ${visitId}
      union all
      select null, 'published', 'published', 'withdrawal-asked', asked_by, asked_at, reason
      from withdrawals where visit_id = ${visitId}
      union all
      select null, 'published', 'published',
        case when decided_by is null then 'withdrawal-ended'
          when decided_by = asked_by then 'withdrawal-recalled'
          else 'withdrawal-refused' end,
        decided_by, decided_at, answer
      from withdrawals where visit_id = ${visitId} and not confirmed
    ) step
    left join users u on u.id = step.actor_id
    order by step.at, step.id nulls last`;
  return steps.map(({ from, to, other, ...step }) => ({
    ...step,
    name: other ?? stepName({ from, to, by: step.by }),
  }));
}
