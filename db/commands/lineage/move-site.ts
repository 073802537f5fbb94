import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockSites, publishSites } from "@/db/commands/lineage/merge-sites";
import {
  keepMoves,
  type LineageRefused,
  lineageRefused,
  recordLineage,
} from "@/db/commands/lineage/record-lineage";
import { logAct } from "@/db/commands/log-act";

/**
 * Says that a business left one site for another: the first closes on that day and tells where it is
 * now. Results stay with the premises they were found at.
 */
export async function moveSite(
  db: Db,
  actor: Actor,
  input: { from: string; to: string; on: IsoDate; reason: string },
): Promise<{ ok: true; lineageId: number } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    const sites = await lockSites(tx, actor, [input.from, input.to]);
    if (!sites) return FORBIDDEN;
    const [from, to] = sites;
    if (!from || !to) return lineageRefused("unknown");
    if (from.id === to.id) return lineageRefused("same");
    if (from.state !== "open") return lineageRefused("ended");
    const lineageId = await recordLineage(tx, {
      kind: "moved",
      fromSite: from.id,
      toSite: to.id,
      fromEntity: null,
      toEntity: null,
      reason: input.reason,
      userId: actor.userId,
    });
    const [before] = await tx<{ closedOn: IsoDate | null }[]>`
      select closed_on from sites where id = ${from.id}`;
    await keepMoves(tx, lineageId, "before", [
      { state: from.state, closedOn: before?.closedOn ?? null },
    ]);
    await tx`
      update sites set state = 'closed', closed_on = ${input.on} where id = ${from.id}`;
    await logAct(tx, actor, "merge-sites", from.authorityId, `site:${from.id}`);
    await publishSites(tx, [from.id, to.id]);
    return { ok: true, lineageId } as const;
  });
}
