import { type Actor, may } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import { fittingKinds, type VisitKind } from "@/core/visit-state";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { hasConflict, mayRepeat, wasVisited } from "@/db/commands/visits/who-may-visit";
import { listCompetence } from "@/db/queries/list-competence";

/** What somebody may begin at a place, before they fill anything in. */
export interface VisitStartChoices {
  /** Those of the authorities that they inspect for. */
  domains: {
    domain: SiteDomain;
    /** What is open asks for; routine where nothing is. */
    kind: VisitKind;
    /** Those that fit. */
    kinds: readonly VisitKind[];
    /** Whether a routine visit needs a reason, as the last ones were their own too. */
    rotates: boolean;
  }[];
  /** Whether they have declared a conflict of interest there. */
  conflicted: boolean;
}

/**
 * What an inspector may begin at a place; null where it is none of theirs, and that they asked is
 * logged.
 */
export async function findVisitStart(
  db: Db,
  actor: Actor,
  publicId: string,
): Promise<VisitStartChoices | null> {
  const competences = await listCompetence(db, publicId);
  const [first] = competences;
  const own = competences.filter(({ authorityId }) => may(actor, "record-visit", authorityId));
  if (!first || own.length === 0) {
    const subject = first ? `site:${first.siteId}` : "site:unknown";
    await authorise(db, actor, "record-visit", first?.authorityId ?? null, subject);
    return null;
  }
  const { siteId } = first;
  const tasks = await db<{ domain: SiteDomain; reason: "follow-up" | "complaint" }[]>`
    select domain, reason from tasks where site_id = ${siteId} and done_at is null
    order by due_on, id`;
  const domains = await Promise.all(
    own.map(async ({ domain }) => ({
      domain,
      kind: tasks.find((task) => task.domain === domain)?.reason ?? ("routine" as const),
      kinds: fittingKinds(await wasVisited(db, siteId, domain)),
      rotates: !(await mayRepeat(db, { userId: actor.userId, siteId, domain })),
    })),
  );
  return { domains, conflicted: await hasConflict(db, actor.userId, siteId) };
}
