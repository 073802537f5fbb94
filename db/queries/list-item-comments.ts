import type { ItemComment } from "@/core/administration";
import type { Db, Tx } from "@/db/client";

/** An authority's sentences for the items of a scheme, of all its versions. */
export async function listItemComments(
  db: Db | Tx,
  authorityId: number,
  schemeId: string,
): Promise<ItemComment[]> {
  return db<ItemComment[]>`
    select id, item_code, language, text from item_comments
    where authority_id = ${authorityId} and scheme_id = ${schemeId} and retired_at is null
    order by item_code, language, id`;
}
