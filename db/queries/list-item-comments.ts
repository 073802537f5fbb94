import type { Db, Tx } from "@/db/client";

/** A sentence that inspectors may choose for an item of a checklist. */
export interface ItemComment {
  id: number;
  itemCode: string;
  /** BCP 47. */
  language: string;
  text: string;
}

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
