import type { BoardQuery } from "@/core/board-query";
import type { BoardPage } from "@/core/listing";
import { toGrid } from "@/core/map-grid";
import type { Db } from "@/db/client";
import {
  type AskedQuery,
  boardFilter,
  lookUp,
  ROWS_MAX,
  ratedOnKey,
  standingColumn,
  textSearch,
} from "@/db/queries/board-filter";
import { correctWords } from "@/db/queries/correct-words";
import { type BoardCount, countBoard } from "@/db/queries/count-board";
import { findProvenance } from "@/db/queries/find-provenance";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { isWithin, matchingRows } from "@/db/queries/matching-rows";
import { boardScope, type Place, readCursor, writeCursor } from "@/db/queries/page-cursor";

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
    found.total.value === 0 ? [] : await listRows(db, query, { after, limit: page.limit }, found);
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
    ...(await findProvenance(db)),
  };
}

type Row = Record<string, unknown>;
type Sort = ReturnType<typeof sortOf>;
type After = Place | null;

interface Slice {
  sort: Sort;
  after: After;
  limit: number;
}

/** So many rows of a sorted index are looked through for those that a filter leaves. */
const WALK_MAX = 5000;
/** So many nearest sites are looked through before those farther away. */
const NEAREST_MAX = 3000;

/**
 * Few rows are gathered and sorted. Among many a sorted index is walked, for a bounded while: where
 * the filter leaves too few there, or ranks words, the 10,000 that were gathered are sorted.
 */
async function listRows(
  db: Db,
  query: AskedQuery,
  page: { after: After; limit: number },
  found: BoardCount,
): Promise<Row[]> {
  const sort = sortOf(db, query);
  const slice: Slice = { sort, after: page.after, limit: page.limit + 1 };
  const few = found.total.value <= ROWS_MAX && !found.total.capped;
  const byPlace = query.sort === "distance" && !found.within;
  const walks = byPlace || (!few && query.sort !== "relevance");
  const walked = walks ? await walkRows(db, query, found, slice) : [];
  if (walked.length === slice.limit) return walked;
  const gathered = await gatherRows(db, query, found, slice);
  return gathered.length >= walked.length ? gathered : walked;
}

function walkRows(db: Db, query: AskedQuery, found: BoardCount, slice: Slice): Promise<Row[]> {
  const { sort, after, limit } = slice;
  const near = query.sort === "distance";
  const most = near ? (after ? ROWS_MAX : NEAREST_MAX) : WALK_MAX;
  // Sorted by authority and name there is an index of its own.
  const ofAuthority =
    query.sort === "name" && query.authorityId !== null
      ? db`and l.authority_id = ${query.authorityId}::bigint`
      : db``;
  const ofDomain = db`${standingColumn(db, query)} is not null`;
  return db<Row[]>`
    select ${listingColumns(db)}, l.sort_key
    from (
      select l.*, ${sort.key} as sort_key from listings l
      where ${near ? db`l.grid_x is not null` : ofDomain} ${ofAuthority}
        ${after && !near ? isAfter(db, sort, after) : db``}
      order by ${near ? sort.key : sort.order} limit ${most}
    ) l join authorities authority on authority.id = l.authority_id
    where ${boardFilter(db, query)}
      ${found.within ? db`and ${isWithin(db, found.within.bounds)}` : db``}
      ${after && near ? isAfter(db, sort, after) : db``}
    order by l.sort_key ${sort.direction}, l.site_id ${sort.direction} limit ${limit}`;
}

function gatherRows(db: Db, query: AskedQuery, found: BoardCount, slice: Slice): Promise<Row[]> {
  const { sort, after, limit } = slice;
  return db<Row[]>`
    select ${listingColumns(db)}, ${sort.key} as sort_key
    from ${matchingRows(db, query, found.within)}
    join authorities authority on authority.id = l.authority_id
    ${after ? db`where true ${isAfter(db, sort, after)}` : db``}
    order by ${sort.order} limit ${limit}`;
}

function isAfter(db: Db, sort: Sort, after: Place) {
  return db`and (${sort.key}, l.site_id) ${sort.comparison} (${after.key}::${sort.type}, ${after.siteId}::bigint)`;
}

function sortOf(db: Db, query: AskedQuery) {
  const up = {
    comparison: db`>`,
    direction: db`asc`,
  };
  if (query.sort === "distance" && query.near) {
    const here = toGrid(query.near);
    const key = db`point(l.grid_x, l.grid_y) <-> point(${here.x}, ${here.y})`;
    return { ...up, key, type: db`float8`, order: db`${key}, l.site_id` };
  }
  if (query.sort === "date") {
    const key = ratedOnKey(db, query);
    return {
      comparison: db`<`,
      direction: db`desc`,
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
