import type { BoardQuery } from "@/core/board-query";
import type { BoardPage } from "@/core/listing";
import { mortonRanges, toGrid } from "@/core/map-grid";
import type { Db } from "@/db/client";
import { boardFilter, queryCells, ratedOnColumn, textSearch } from "@/db/queries/board-filter";
import { correctWords } from "@/db/queries/correct-words";
import { countBoard, rangeTable } from "@/db/queries/count-board";
import { findProvenance } from "@/db/queries/find-provenance";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { boardScope, type Place, readCursor, writeCursor } from "@/db/queries/page-cursor";

/**
 * One page of the board's list with its total and counts. Where nothing is found, words are
 * corrected against those the board knows and searched again; `corrected` says which. A cursor of
 * another query begins at the beginning.
 */
export async function findBoardPage(
  db: Db,
  asked: BoardQuery,
  page: { cursor: string | null; limit: number },
): Promise<BoardPage> {
  let query = asked;
  let found = await countBoard(db, query);
  let corrected: BoardPage["corrected"] = [];
  if (found.total.value === 0 && query.q) {
    const better = await correctWords(db, query.q);
    const again = { ...query, q: better.q };
    const foundAgain = better.corrected.length > 0 ? await countBoard(db, again) : found;
    if (foundAgain.total.value > 0) {
      query = again;
      corrected = better.corrected;
      found = foundAgain;
    }
  }
  const scope = boardScope(asked);
  const after = page.cursor ? readCursor(scope, page.cursor) : null;
  const rows =
    found.total.value === 0
      ? []
      : await listRows(db, query, { after, limit: page.limit }, found.total.capped);
  const unplaced = query.bounds || query.near ? 0 : await countUnplaced(db, query);
  const provenance = await findProvenance(db);
  const more = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    items: rows.slice(0, page.limit).map((row) => toListing(row, query.near)),
    next: more
      ? writeCursor(scope, { key: more.sortKey as string | number, siteId: more.siteId as number })
      : null,
    ...found,
    unplaced,
    corrected,
    ...provenance,
  };
}

async function countUnplaced(db: Db, query: BoardQuery): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) from listings l where morton is null and ${boardFilter(db, query)}`;
  return row?.count ?? 0;
}

type Row = Record<string, unknown>;

async function listRows(
  db: Db,
  query: BoardQuery,
  page: { after: Place | null; limit: number },
  many: boolean,
): Promise<Row[]> {
  const cells = queryCells(query);
  const ranges = cells?.flatMap(mortonRanges) ?? null;
  const sort = sortOf(db, query);
  // Few rows are gathered by place and sorted; among many the sorted index is walked.
  const within = !ranges
    ? db``
    : many
      ? db`and exists (select from ${rangeTable(db, ranges)} where l.morton between low and high)`
      : db`and l.site_id in (
          select site_id from ${rangeTable(db, ranges)} join listings on morton between low and high)`;
  return db<Row[]>`
    select ${listingColumns(db)}, ${sort.key} as sort_key
    from listings l join authorities authority on authority.id = l.authority_id
    where ${boardFilter(db, query)} ${within}
      ${page.after ? db`and (${sort.key}, l.site_id) ${sort.comparison} (${page.after.key}::${sort.type}, ${page.after.siteId}::bigint)` : db``}
    order by ${sort.order}
    limit ${page.limit + 1}`;
}

function sortOf(db: Db, query: BoardQuery) {
  const up = { comparison: db`>` };
  if (query.sort === "distance" && query.near) {
    const here = toGrid(query.near);
    const key = db`point(l.grid_x, l.grid_y) <-> point(${here.x}, ${here.y})`;
    return { ...up, key, type: db`float8`, order: db`${key}, l.site_id` };
  }
  if (query.sort === "date") {
    const key = db`coalesce(${ratedOnColumn(db, query)}, '-infinity')`;
    return {
      comparison: db`<`,
      key,
      type: db`date`,
      order: db`${key} desc, l.site_id desc`,
    };
  }
  if (query.sort === "relevance") {
    const search = textSearch(query.q) ?? "";
    // All words in the name come before words found in the address or a former name.
    const key = db`(case when l.name_tokens @@ ${search}::tsquery then '0' else '1' end || l.name_normal)`;
    return { ...up, key, type: db`text`, order: db`${key}, l.site_id` };
  }
  return { ...up, key: db`l.name_normal`, type: db`text`, order: db`l.name_normal, l.site_id` };
}
