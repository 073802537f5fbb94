import type { ListedEntity } from "@/core/entity";
import { normaliseShopLink } from "@/core/shop-link";
import type { Db } from "@/db/client";
import { textSearch } from "@/db/queries/board-filter";
import {
  type ListedEntityRow,
  listedEntityColumns,
  toListedEntity,
} from "@/db/queries/listed-entity";

/** So many are looked at for those whose names say the least beside what was typed. */
const FOUND_MAX = 2000;

/** A single letter begins the names of half a register. */
const LETTERS_MIN = 2;

/**
 * Up to `limit` listed businesses in whose name is what was typed into the search of places, the
 * shortest names first. None for a number, which leads to its business, or for a shop's address.
 */
export async function listNamesakes(
  db: Db,
  { q, limit }: { q: string; limit: number },
): Promise<ListedEntity[]> {
  const search = textSearch(q);
  if (!search || isTooShort(q) || normaliseShopLink(q) !== null) return [];
  const rows = await db<ListedEntityRow[]>`
    select ${listedEntityColumns(db)} from (
      select * from (
        select * from entity_listings
        where name_tokens @@ ${search}::tsquery and tax_standing <> 'ceased'
        limit ${FOUND_MAX}
      ) found
      order by length(name_normal), name_normal, entity_id limit ${limit}
    ) l
    order by length(name_normal), name_normal, entity_id`;
  return rows.map(toListedEntity);
}

function isTooShort(q: string): boolean {
  const typed = q.trim();
  return typed.length < LETTERS_MIN && !/\p{Script=Han}/u.test(typed);
}
