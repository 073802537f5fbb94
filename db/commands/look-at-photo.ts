import type { Actor } from "@/core/permissions";
import type { PhotoFacts } from "@/core/photo";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";

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
    const [photo] = await tx<(PhotoFacts & { authorities: number[] })[]>`
      select array[v.authority_id, deciding_authority(v)] as authorities, a.sha256, a.media_type, a.bytes, a.width, a.height
      from attachments a join visits v on v.id = a.visit_id
      where a.visit_id = ${visitId} and a.sha256 = ${sha256} and a.removed_at is null`;
    const subject = `photo:${visitId}/${sha256}`;
    const allowed = await authorise(tx, actor, action, photo?.authorities ?? null, subject);
    return allowed && photo ? photo : null;
  });
}
