import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { refreshDueVisits } from "@/db/commands/refresh-due-visits";
import { listCompetence } from "@/db/queries/list-competence";

/** Puts a site into a risk category, or with null into none; the one before stays on record. */
export async function setSiteRisk(
  db: Db,
  actor: Actor,
  { site, domain, code }: { site: string; domain: SiteDomain; code: string | null },
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "unknown" }> {
  return db.begin(async (tx) => {
    const found = (await listCompetence(tx, site)).find((one) => one.domain === domain);
    if (!found) return { ok: false, reason: "unknown" } as const;
    const { siteId, authorityId } = found;
    const subject = `site:${siteId}`;
    if (!(await authorise(tx, actor, "manage-areas", authorityId, subject))) return FORBIDDEN;
    const [category] = await tx`
      select from risk_categories
      where authority_id = ${authorityId} and domain = ${domain} and code = ${code}
      for key share`;
    if (code !== null && !category) return { ok: false, reason: "unknown" } as const;
    await tx`select from sites where id = ${siteId} for no key update`;
    const ended = await tx`
      update site_risks set valid_to = clock_timestamp()
      where site_id = ${siteId} and domain = ${domain} and valid_to is null
        and (authority_id, code) is distinct from (${authorityId}::bigint, ${code}::text)`;
    // The row of the next category says who set it; that the last one ended is said nowhere else.
    if (ended.count > 0) await logAct(tx, actor, "manage-areas", authorityId, subject);
    await tx`
      insert into site_risks (site_id, domain, authority_id, code, set_by)
      select ${siteId}, ${domain}, ${authorityId}, ${code}, ${actor.userId}
      where ${code !== null} and not exists (
        select from site_risks
        where site_id = ${siteId} and domain = ${domain} and valid_to is null)`;
    await refreshDueVisits(tx, [siteId]);
    return { ok: true } as const;
  });
}
