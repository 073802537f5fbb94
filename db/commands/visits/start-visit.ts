import { followUpDraft } from "@/core/follow-up";
import { localDay } from "@/core/local-day";
import type { Actor } from "@/core/permissions";
import { schemeKey } from "@/core/scheme";
import type { SiteDomain } from "@/core/standing";
import { emptyDraft, type VisitDraft } from "@/core/visit-draft";
import { fittingKinds, type VisitKind } from "@/core/visit-state";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { noteStep } from "@/db/commands/visits/lock-visit";
import { hasConflict, mayRepeat, wasVisited } from "@/db/commands/visits/who-may-visit";
import { schemeInForce } from "@/db/queries/scheme-in-force";

type Started =
  | { ok: true; id: string }
  | Forbidden
  | {
      ok: false;
      reason: "no-such-site" | "site-ceased" | "conflict" | "kind" | "rotation" | "taken";
    };

/**
 * Begins the draft of a visit under the scheme version in force, and pins it. Whoever has one of the
 * site under way already goes on with it. A declared conflict of interest blocks, and so does a kind
 * that does not fit; the third routine visit running by the same inspector needs a reason.
 */
export async function startVisit(
  db: Db,
  actor: Actor,
  visit: {
    id: string;
    site: string;
    domain: SiteDomain;
    kind: VisitKind;
    rotationReason: string | null;
  },
  now: Date,
): Promise<Started> {
  return db.begin(async (tx): Promise<Started> => {
    const site = await lockSite(tx, visit.site, visit.domain);
    if (!site) return { ok: false, reason: "no-such-site" };
    const subject = `site:${site.siteId}`;
    if (!(await authorise(tx, actor, "record-visit", site.authorityId, subject))) return FORBIDDEN;
    const under = await findUnderWay(tx, actor, visit, site.siteId);
    if (under) return { ok: true, id: under };
    if (site.state !== "open") return { ok: false, reason: "site-ceased" };
    if (await hasConflict(tx, actor.userId, site.siteId)) return { ok: false, reason: "conflict" };
    const fitting = fittingKinds(await wasVisited(tx, site.siteId, visit.domain));
    if (!fitting.includes(visit.kind)) return { ok: false, reason: "kind" };
    const rotates =
      visit.kind !== "routine" ||
      (await mayRepeat(tx, { userId: actor.userId, siteId: site.siteId, domain: visit.domain }));
    if (!rotates && !visit.rotationReason) return { ok: false, reason: "rotation" };
    const today = localDay(now, site.timeZone);
    const scheme = await schemeInForce(tx, site.authorityId, visit.domain, today);
    const last = visit.kind === "follow-up" ? await findLast(tx, site.siteId, visit.domain) : null;
    const document =
      last && last.scheme === schemeKey(scheme)
        ? followUpDraft(last.document, today, scheme)
        : emptyDraft(visit.kind, today);
    const made = await tx`
      insert into visits (id, site_id, domain, authority_id, scheme_id, scheme_version, kind,
        inspector_id, document, saved_at, created_at)
      values (${visit.id}, ${site.siteId}, ${visit.domain}, ${site.authorityId}, ${scheme.id},
        ${scheme.version}, ${visit.kind}, ${actor.userId}, ${tx.json(document)}, ${now}, ${now})
      on conflict (id) do nothing`;
    if (made.count === 0) return { ok: false, reason: "taken" };
    await noteStep(tx, visit.id, null, "draft", {
      actorId: actor.userId,
      at: now,
      reason: rotates ? null : visit.rotationReason,
    });
    return { ok: true, id: visit.id };
  });
}

/** The site and who is competent for it in a domain; none where nobody is. */
async function lockSite(tx: Tx, publicId: string, domain: SiteDomain) {
  const [site] = await tx<
    { siteId: number; authorityId: number; timeZone: string; state: string }[]
  >`
    select s.id as site_id, competent.authority_id, a.time_zone, l.state
    from sites s
    join listings l on l.site_id = s.id
    join site_authorities competent on competent.site_id = s.id
      and competent.domain = ${domain} and competent.valid_to is null
    join authorities a on a.id = competent.authority_id
    where s.public_id = ${publicId}
    for no key update of s`;
  return site ?? null;
}

/** A visit of one's own that is begun; what was returned or corrects another is not begun anew. */
async function findUnderWay(
  tx: Tx,
  actor: Actor,
  { id, domain }: { id: string; domain: SiteDomain },
  siteId: number,
): Promise<string | null> {
  const [found] = await tx<{ id: string }[]>`
    select id from visits
    where inspector_id = ${actor.userId} and site_id = ${siteId} and domain = ${domain}
      and (id = ${id} or (state = 'draft' and supersedes is null and submitted_at is null))
    order by id = ${id} desc, created_at limit 1`;
  return found?.id ?? null;
}

/** The last visit that was published, which a follow-up goes by. */
async function findLast(tx: Tx, siteId: number, domain: SiteDomain) {
  const [last] = await tx<{ scheme: string; document: VisitDraft }[]>`
    select scheme_id || '@' || scheme_version as scheme, document from visits
    where site_id = ${siteId} and domain = ${domain} and state = 'published'
    order by visited_on desc, submitted_at desc limit 1`;
  return last ?? null;
}
