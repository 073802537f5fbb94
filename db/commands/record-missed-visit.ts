import { addDays } from "@/core/add-days";
import type { IsoDate } from "@/core/import-row";
import type { MissedReason } from "@/core/missed-visit";
import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { findDay } from "@/db/queries/find-day";
import { listCompetence } from "@/db/queries/list-competence";

/**
 * Records that somebody went and could not inspect, and why. `id` is made by the form, so that the
 * same one sent twice is one attempt.
 */
export async function recordMissedVisit(
  db: Db,
  actor: Actor,
  input: {
    id: string;
    site: string;
    domain: SiteDomain;
    triedOn: IsoDate;
    reason: MissedReason;
    note: string | null;
  },
  now: Date,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "unknown" | "future" }> {
  return db.begin(async (tx) => {
    const found = (await listCompetence(tx, input.site)).find(
      ({ domain }) => domain === input.domain,
    );
    if (!found) return { ok: false, reason: "unknown" } as const;
    const { siteId, authorityId } = found;
    if (!(await authorise(tx, actor, "record-missed-visit", authorityId, `site:${siteId}`))) {
      return FORBIDDEN;
    }
    // Where the inspector is it may be tomorrow already.
    if (input.triedOn > addDays(await findDay(tx, authorityId, now), 1)) {
      return { ok: false, reason: "future" } as const;
    }
    await tx`
      insert into missed_visits (id, site_id, domain, authority_id, user_id, tried_on, reason, note)
      values (${input.id}, ${siteId}, ${input.domain}, ${authorityId}, ${actor.userId},
        ${input.triedOn}, ${input.reason}, ${input.note})
      on conflict (id) do nothing`;
    return { ok: true } as const;
  });
}
