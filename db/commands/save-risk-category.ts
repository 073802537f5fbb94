import type { RiskCategory } from "@/core/office-site";
import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { refreshDueVisits } from "@/db/commands/refresh-due-visits";

/** Adds a risk category or changes it; with its interval the days of its places move. */
export async function saveRiskCategory(
  db: Db,
  actor: Actor,
  input: RiskCategory & { authorityId: number },
): Promise<{ ok: true } | Forbidden> {
  return db.begin(async (tx) => {
    const { authorityId, domain, code, label, months } = input;
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "manage-areas", authorityId, subject))) return FORBIDDEN;
    await tx`
      insert into risk_categories (authority_id, domain, code, label, months)
      values (${authorityId}, ${domain}, ${code}, ${label}, ${months})
      on conflict (authority_id, domain, code)
        do update set label = excluded.label, months = excluded.months`;
    await tx`
      create temp table touched on commit drop as
      select site_id from site_risks
      where authority_id = ${authorityId} and domain = ${domain} and code = ${code}
        and valid_to is null`;
    await refreshDueVisits(tx, "touched");
    await logAct(tx, actor, "manage-areas", authorityId, `risk:${domain}:${code}:${months}`);
    return { ok: true } as const;
  });
}

/** Removes a risk category in which no place ever was; others stay, for what rests on them. */
export async function removeRiskCategory(
  db: Db,
  actor: Actor,
  input: { authorityId: number; domain: SiteDomain; code: string },
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "in-use" }> {
  return db.begin(async (tx) => {
    const { authorityId, domain, code } = input;
    const subject = `authority:${authorityId}`;
    if (!(await authorise(tx, actor, "manage-areas", authorityId, subject))) return FORBIDDEN;
    // Who puts a place into it at this moment is waited for, and then seen.
    await tx`
      select from risk_categories
      where authority_id = ${authorityId} and domain = ${domain} and code = ${code} for update`;
    const [used] = await tx`
      select from site_risks
      where authority_id = ${authorityId} and domain = ${domain} and code = ${code} limit 1`;
    if (used) return { ok: false, reason: "in-use" } as const;
    await tx`
      delete from risk_categories
      where authority_id = ${authorityId} and domain = ${domain} and code = ${code}`;
    await logAct(tx, actor, "manage-areas", authorityId, `risk:${domain}:${code}:removed`);
    return { ok: true } as const;
  });
}
