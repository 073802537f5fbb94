import type { Actor } from "@/core/permissions";
import type { PhotoFacts } from "@/core/photo";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";
import { authoritiesOfVisit } from "@/db/queries/authorities-of-visit";

/**
 * A photo of a visit for an official of its authority; null for anybody else, and in the same way
 * where there is none. Each look at it is written down, and each that was refused.
 */
export async function lookAtPhoto(
  db: Db,
  actor: Actor | null,
  { visitId, sha256 }: { visitId: string; sha256: string },
  action: "read-visit" | "read-original-photo",
): Promise<PhotoFacts | null> {
  return db.begin(async (tx) => {
    const [photo] = await tx<PhotoFacts[]>`
      select sha256, media_type, bytes, width, height from attachments
      where visit_id = ${visitId} and sha256 = ${sha256} and removed_at is null`;
    const authorities = photo ? await authoritiesOfVisit(tx, visitId) : null;
    const subject = `photo:${visitId}/${sha256}`;
    const allowed = await authorise(tx, actor, action, authorities, subject);
    return allowed && photo ? photo : null;
  });
}
