import type { BoardQuery } from "@/core/board-query";
import type { BoardPage } from "@/core/listing";
import { normaliseShopLink } from "@/core/shop-link";
import type { Db } from "@/db/client";
import { type AskedQuery, lookUp, ROWS_MAX } from "@/db/queries/board-filter";
import { inOrder, orderOf, type Slice } from "@/db/queries/board-order";
import { correctWords } from "@/db/queries/correct-words";
import { type BoardCount, countBoard } from "@/db/queries/count-board";
import { findProvenance } from "@/db/queries/find-provenance";
import { gather } from "@/db/queries/gather";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { pageAmongMany } from "@/db/queries/page-among-many";
import { boardScope, readCursor, writeCursor } from "@/db/queries/page-cursor";

/**
 * One page of the board's list with its total and counts. Where nothing is found, words are
 * corrected against those the board knows and searched again; `corrected` says which.
 */
export async function findBoardPage(
  db: Db,
  asked: BoardQuery,
  page: { cursor: string | null; limit: number },
): Promise<BoardPage> {
  let query = await lookUp(db, asked);
  const scope = boardScope(asked);
  const after = page.cursor ? readCursor(scope, page.cursor) : null;
  // One more than is shown tells whether there is a next page.
  const limit = page.limit + 1;
  let slice: Slice = { order: orderOf(db, query), after, limit };
  let found = await countBoard(db, query, slice);
  let corrected: BoardPage["corrected"] = [];
  // Of the address of a shop that is not here nothing else is meant.
  if (found.total.value === 0 && query.q && normaliseShopLink(query.q) === null) {
    const better = await correctWords(db, query.q);
    const again = { ...query, q: better.q };
    const sliceAgain = { order: orderOf(db, again), after, limit };
    const foundAgain =
      better.corrected.length > 0 ? await countBoard(db, again, sliceAgain) : found;
    if (foundAgain.total.value > 0) {
      query = again;
      slice = sliceAgain;
      corrected = better.corrected;
      found = foundAgain;
    }
  }
  const rows = await listRows(db, slice, found.page ?? (await listPage(db, query, found, slice)));
  const more = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    items: rows.slice(0, page.limit).map((row) => toListing(row, query.near)),
    next: more
      ? writeCursor(scope, { key: more.sortKey as string | number, siteId: more.siteId as number })
      : null,
    total: found.total,
    counts: found.counts,
    unplaced: found.unplaced,
    corrected,
    searched: query.q,
    ...(await findProvenance(db)),
  };
}

/** The sites of a page that counting has not met. */
async function listPage(
  db: Db,
  query: AskedQuery,
  { total, within, reach }: BoardCount,
  slice: Slice,
): Promise<number[]> {
  if (total.value === 0) return [];
  const few = total.value <= ROWS_MAX && !total.capped;
  const { page } = few ? await gather(db, query, within, slice) : { page: null };
  return page ?? pageAmongMany(db, query, within, slice, reach);
}

/** The rows of sites in order, with what each is sorted by. */
async function listRows(db: Db, { order }: Slice, sites: readonly number[]) {
  if (sites.length === 0) return [];
  const rows = await db<Record<string, unknown>[]>`
    select ${listingColumns(db)}, ${order.key} as sort_key
    from listings l join authorities authority on authority.id = l.authority_id
    where l.site_id in ${db(sites)}
    ${inOrder(db, order, order.key)}`;
  return [...rows];
}
