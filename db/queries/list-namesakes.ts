import type { ListedEntity } from "@/core/entity";
import { normaliseShopLink } from "@/core/shop-link";
import type { Db } from "@/db/client";
import { textSearch } from "@/db/queries/board-filter";
import {
  type ListedEntityRow,
  listedEntityColumns,
  toListedEntity,
} from "@/db/queries/listed-entity";

/** So many, of whatever order, are looked at for those whose names say the least beside it. */
const FOUND_MAX = 2000;

/** A single letter begins the names of half a register. */
const BEGINNING = /[\p{L}\p{N}].*[\p{L}\p{N}]|\p{Script=Han}/su;

/**
 * Up to `limit` listed businesses in whose name is what was typed into the search of places, the
 * shortest names first; not in one it had before. None for the address of a shop.
 */
export async function listNamesakes(
  db: Db,
  { q, limit }: { q: string; limit: number },
): Promise<ListedEntity[]> {
  const search = textSearch(q);
  if (!search || !BEGINNING.test(q) || normaliseShopLink(q) !== null) return [];
  const rows = await db<ListedEntityRow[]>`
    select ${listedEntityColumns(db)} from (
      select * from (
        select * from entity_listings listed
        where name_tokens @@ ${search}::tsquery and tax_standing <> 'ceased'
          and (former_names = '{}' or exists (
            select from entity_names n
            where n.entity_id = listed.entity_id and n.valid_to is null
              and array_to_tsvector(n.tokens) @@ ${search}::tsquery))
        limit ${FOUND_MAX}
      ) found
      order by length(name_normal), name_normal, entity_id limit ${limit}
    ) l
    order by length(name_normal), name_normal, entity_id`;
  return rows.map(toListedEntity);
}
