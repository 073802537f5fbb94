import type { Db } from "@/db/client";

/** The pictures of a visit by the checklist item they show, in the order they came. */
export async function listVisitPhotos(
  db: Db,
  visitId: string,
): Promise<{ itemCode: string | null; sha256: string }[]> {
  return db<{ itemCode: string | null; sha256: string }[]>`
    select item_code, sha256 from attachments
    where visit_id = ${visitId} and removed_at is null
    order by uploaded_at, id`;
}
