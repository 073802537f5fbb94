import type { OfficeSite } from "@/core/office-site";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, authoritiesOf, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { findSite } from "@/db/queries/find-site";
import { listCompetence } from "@/db/queries/list-competence";

const MISSED_MAX = 10;

/**
 * A site as the back-office sees it, where somebody may read the worklist of one of its
 * authorities. That they looked is logged in the same transaction as what they see.
 */
export async function findOfficeSite(
  db: Db,
  actor: Actor,
  publicId: string,
): Promise<{ ok: true; site: OfficeSite } | Forbidden | { ok: false; reason: "unknown" }> {
  const own = await db.begin(async (tx) => {
    const competences = await listCompetence(tx, publicId);
    const [first] = competences;
    if (!first) return null;
    let allowed = false;
    for (const authorityId of new Set(competences.map((one) => one.authorityId))) {
      const subject = `site:${first.siteId}`;
      if (await authorise(tx, actor, "read-worklist", authorityId, subject)) allowed = true;
    }
    return allowed ? readOwn(tx, actor, first.siteId) : FORBIDDEN;
  });
  if (own === null) return { ok: false, reason: "unknown" };
  if ("ok" in own) return own;
  const detail = await findSite(db, publicId);
  if (!detail || "mergedInto" in detail) return { ok: false, reason: "unknown" };
  return { ok: true, site: { detail, ...own } };
}

/** What is not public of a site, as far as the authorities concerned are one's own. */
async function readOwn(tx: Tx, actor: Actor, siteId: number): Promise<Omit<OfficeSite, "detail">> {
  const mine = authoritiesOf(tx, actor, "read-worklist");
  const competences = await tx<OfficeSite["competences"]>`
    select competent.domain, risk.code as risk, d.reason,
      coalesce(d.reasons, '{}') as reasons,
      case when d.due_on < 'infinity' then d.due_on end as due_on,
      jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'language', a.language,
        'timeZone', a.time_zone) as authority,
      coalesce((
        select jsonb_agg(jsonb_build_object('domain', c.domain, 'code', c.code, 'label', c.label,
          'months', c.months) order by c.months, c.code)
        from risk_categories c
        where c.authority_id = competent.authority_id and c.domain = competent.domain
      ), '[]') as categories
    from site_authorities competent
    join authorities a on a.id = competent.authority_id
    left join due_visits d on d.site_id = competent.site_id and d.domain = competent.domain
    left join site_risks risk on risk.site_id = competent.site_id
      and risk.domain = competent.domain and risk.authority_id = competent.authority_id
      and risk.valid_to is null
    where competent.site_id = ${siteId} and competent.valid_to is null
      and competent.authority_id in ${mine}
    order by competent.domain`;
  const tasks = await tx<OfficeSite["tasks"]>`
    select domain, reason, due_on, note, open_items from tasks
    where site_id = ${siteId} and done_at is null and domain in (
      select competent.domain from site_authorities competent
      where competent.site_id = ${siteId} and competent.valid_to is null
        and competent.authority_id in ${mine})
    order by due_on, id`;
  const underWay = await tx<OfficeSite["underWay"]>`
    select id, domain, kind, state, visited_on, standing,
      inspector_id = ${actor.userId} as is_own,
      state = 'draft' and submitted_at is not null as is_returned
    from visits
    where site_id = ${siteId} and authority_id in ${mine}
      and (state in ('submitted', 'awaiting') or state = 'draft' and inspector_id = ${actor.userId})
    order by saved_at desc`;
  const recorded = await tx<OfficeSite["recorded"]>`
    select id, inspection_id::text as inspection from visits
    where site_id = ${siteId} and inspection_id is not null and authority_id in ${mine}`;
  const missed = await tx<OfficeSite["missed"]>`
    select m.tried_on, m.reason, m.note, u.name as by
    from missed_visits m join users u on u.id = m.user_id
    where m.site_id = ${siteId} and m.authority_id in ${mine}
    order by m.tried_on desc, m.recorded_at desc limit ${MISSED_MAX}`;
  const [conflict] = await tx<NonNullable<OfficeSite["conflict"]>[]>`
    select reason, (declared_at at time zone 'UTC')::date as declared_on from conflicts
    where site_id = ${siteId} and user_id = ${actor.userId} and ended_at is null`;
  return { competences, tasks, underWay, recorded, missed, conflict: conflict ?? null };
}
