import type { Action, Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { type Competence, listCompetence } from "@/db/queries/list-competence";

type Answer = { ok: true } | Forbidden | { ok: false; reason: "unknown" };

/** Says that somebody must not inspect or judge a place themselves, and why. */
export async function declareConflict(
  db: Db,
  actor: Actor,
  { site, reason }: { site: string; reason: string },
): Promise<Answer> {
  return db.begin(async (tx): Promise<Answer> => {
    const found = await findPermitted(tx, actor, "declare-conflict", site);
    if (!("siteId" in found)) return found;
    await tx`
      insert into conflicts (user_id, site_id, reason)
      values (${actor.userId}, ${found.siteId}, ${reason})
      on conflict (user_id, site_id) where ended_at is null do nothing`;
    await logAct(tx, actor, "declare-conflict", found.authorityId, `site:${found.siteId}`);
    return { ok: true };
  });
}

/** Ends one's own conflict of interest; that it was stays on record. */
export async function endConflict(
  db: Db,
  actor: Actor,
  { site }: { site: string },
): Promise<Answer> {
  return db.begin(async (tx): Promise<Answer> => {
    const found = await findPermitted(tx, actor, "declare-conflict", site);
    if (!("siteId" in found)) return found;
    await tx`
      update conflicts set ended_at = clock_timestamp()
      where user_id = ${actor.userId} and site_id = ${found.siteId} and ended_at is null`;
    await logAct(tx, actor, "declare-conflict", found.authorityId, `site:${found.siteId}:ended`);
    return { ok: true };
  });
}

/** The first of a site's authorities at which somebody may do something to it. */
async function findPermitted(
  tx: Tx,
  actor: Actor,
  action: Action,
  site: string,
): Promise<Competence | Exclude<Answer, { ok: true }>> {
  const competences = await listCompetence(tx, site);
  for (const one of competences) {
    if (await authorise(tx, actor, action, one.authorityId, `site:${one.siteId}`)) return one;
  }
  return competences.length > 0 ? FORBIDDEN : { ok: false, reason: "unknown" };
}
