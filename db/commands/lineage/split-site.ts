import type { NewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockSites, publishSites } from "@/db/commands/lineage/merge-sites";
import {
  type LineageRefused,
  lineageRefused,
  recordLineage,
} from "@/db/commands/lineage/record-lineage";
import { logAct } from "@/db/commands/log-act";
import { officeSource } from "@/db/commands/office-source";
import { publicIdOf, writeSite } from "@/db/commands/register-site";

/**
 * Makes two of a place that was recorded as one: the part that is described becomes a site of its
 * own, never inspected; what was found before stays with the first, and each tells of the other.
 */
export async function splitSite(
  db: Db,
  actor: Actor,
  input: { from: string; part: NewSite; reason: string },
): Promise<{ ok: true; lineageId: number; publicId: string } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    const sites = await lockSites(tx, actor, [input.from]);
    if (!sites) return FORBIDDEN;
    const [from] = sites;
    if (!from) return lineageRefused("unknown");
    const { authorityId } = from;
    const sourceId = await officeSource(tx, authorityId, input.part.domain);
    const { publicId, isTaken } = await publicIdOf(tx, actor, input.part.submission, sourceId);
    if (isTaken) return lineageRefused("same");
    const partId = await writeSite(tx, input.part, { publicId, sourceId, authorityId });
    const lineageId = await recordLineage(tx, {
      kind: "split",
      fromSite: from.id,
      toSite: partId,
      fromEntity: null,
      toEntity: null,
      reason: input.reason,
      userId: actor.userId,
    });
    await logAct(tx, actor, "merge-sites", authorityId, `site:${from.id}`);
    await publishSites(tx, [from.id, partId]);
    return { ok: true, lineageId, publicId } as const;
  });
}
