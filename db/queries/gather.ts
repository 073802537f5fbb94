import type { Counts, Total } from "@/core/listing";
import type { Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import { type AskedQuery, ROWS_MAX, standingColumn } from "@/db/queries/board-filter";
import { inOrder, isAfter, type Slice } from "@/db/queries/board-order";
import {
  areSurelyMany,
  type Gathering,
  matchingRows,
  type Within,
} from "@/db/queries/matching-rows";
import type { Place } from "@/db/queries/page-cursor";

export interface Gathered {
  total: Total;
  counts: Counts;
  unplaced: number;
  /** The sites of the page in order; null where there are more than were gathered. */
  page: number[] | null;
  /** Where a page of those gathered ends, which the true one does no later; null where they fill none. */
  reach: Place["key"] | null;
}

/**
 * Gathers the rows of a query once, up to 10,001, for all that is asked of them: how many there
 * are of each colour, how many have one of `standings` (any for none), and a page of these.
 */
export async function gather(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
  standings: readonly Standing[] = [],
): Promise<Gathered> {
  if (await areSurelyMany(db, query, within)) {
    const counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
    return {
      total: { value: ROWS_MAX, capped: true },
      counts,
      unplaced: 0,
      page: null,
      reach: null,
    };
  }
  const isAsked = standings.length > 0 ? db`standing in ${db(standings)}` : db`true`;
  const [row] = await db<
    (Counts & {
      gathered: number;
      value: number;
      unplaced: number;
      page: number[];
      reach: Place["key"] | null;
    })[]
  >`
    with ${foundRows(db, query, within, slice)},
    page as materialized (${pageOf(db, slice, isAsked)})
    select counted.*, array(select site_id from page) as page,
      (${reachOf(db, slice)}) as reach
    from (
      select count(*)::int as gathered,
        (count(*) filter (where standing = 'green'))::int as green,
        (count(*) filter (where standing = 'yellow'))::int as yellow,
        (count(*) filter (where standing = 'red'))::int as red,
        (count(*) filter (where standing not in ('green', 'yellow', 'red')))::int as unrated,
        (count(*) filter (where ${isAsked}))::int as value,
        (count(*) filter (where ${isAsked} and unplaced))::int as unplaced
      from found
    ) counted`;
  if (!row) throw new Error("A count gave no row.");
  const { gathered, value, unplaced, page, reach, ...counts } = row;
  const capped = gathered > ROWS_MAX;
  return {
    total: { value: Math.min(value, ROWS_MAX), capped },
    counts,
    unplaced,
    page: capped ? null : page,
    reach,
  };
}

/** The rows of a query as a table `found` with what gathering them is for. */
export function foundRows(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  { order }: Slice,
  gathering: Gathering = {},
) {
  return db`found as materialized (
    select l.site_id, ${standingColumn(db, query)} as standing, l.morton is null as unplaced,
      ${order.key} as sort_key
    from ${matchingRows(db, query, within, { isWide: query.sort === "distance", ...gathering })}
  )`;
}

/** The sites of a page of the table `found`. */
export function pageOf(db: Db, { order, after, limit }: Slice, where = db`true`) {
  const key = db`sort_key`;
  return db`
    select site_id, sort_key from found where ${where} ${isAfter(db, order, after, key)}
    ${inOrder(db, order, key)} limit ${limit}`;
}

/** The key that a full table `page` ends with. */
export function reachOf(db: Db, { order, limit }: Slice) {
  return db`select ${order.furthest}(sort_key) as reach from page having count(*) = ${limit}`;
}
