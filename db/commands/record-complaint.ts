import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { refreshDueVisits } from "@/db/commands/refresh-due-visits";
import { listCompetence } from "@/db/queries/list-competence";

/**
 * Puts a complaint on the worklist as a task with a day by which somebody is to look. The same
 * words about the same place sent twice are one complaint.
 */
export async function recordComplaint(
  db: Db,
  actor: Actor,
  input: { site: string; domain: SiteDomain; dueOn: IsoDate; note: string },
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "unknown" }> {
  return db.begin(async (tx) => {
    const found = (await listCompetence(tx, input.site)).find(
      ({ domain }) => domain === input.domain,
    );
    if (!found) return { ok: false, reason: "unknown" } as const;
    const { siteId, authorityId } = found;
    if (!(await authorise(tx, actor, "record-complaint", authorityId, `site:${siteId}`))) {
      return FORBIDDEN;
    }
    await tx`select from sites where id = ${siteId} for no key update`;
    await tx`
      insert into tasks (site_id, domain, authority_id, reason, due_on, note, created_by)
      select ${siteId}, ${input.domain}, ${authorityId}, 'complaint', ${input.dueOn}::date,
        ${input.note}, ${actor.userId}
      where not exists (
        select from tasks
        where site_id = ${siteId} and domain = ${input.domain} and done_at is null
          and reason = 'complaint' and note = ${input.note})`;
    await refreshDueVisits(tx, [siteId]);
    return { ok: true } as const;
  });
}
