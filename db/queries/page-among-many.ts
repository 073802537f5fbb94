import type { Db } from "@/db/client";
import { type AskedQuery, boardFilter, ROWS_MAX, standingColumn } from "@/db/queries/board-filter";
import { inOrder, isAfter, nameOrder, type Slice } from "@/db/queries/board-order";
import { foundRows, pageOf } from "@/db/queries/gather";
import { isWithin, type Within } from "@/db/queries/matching-rows";
import type { Place } from "@/db/queries/page-cursor";

/** So many rows of a sorted index are looked through for those that a filter leaves. */
const WALK_MAX = 5000;

/**
 * The sites of a page of more than 10,000, in order: the true page, whatever came before it. A
 * sorted index is walked for a while; where a filter leaves too few there, any 10,001 of those
 * that follow show how far the page reaches at most, and all up to there are sorted.
 */
export async function pageAmongMany(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
): Promise<number[]> {
  if (query.sort === "relevance" && query.wordsIn === "anything") {
    return rankedPage(db, query, within, slice);
  }
  const { order, limit } = slice;
  const walked = await walk(db, query, within, slice);
  if (walked.length === limit) return walked;
  const last = await lastWalked(db, query, slice);
  if (!last) return walked;
  const rest = { order, after: last, limit: limit - walked.length };
  return [...walked, ...(await boundedPage(db, query, within, rest))];
}

/** Words in the name come first; both kinds are sorted by name. */
async function rankedPage(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  { after, limit }: Slice,
): Promise<number[]> {
  const order = nameOrder(db);
  const begun = after && { rank: `${after.key}`[0], ...after, key: `${after.key}`.slice(1) };
  const page: number[] = [];
  for (const [rank, wordsIn] of [
    ["0", "name"],
    ["1", "elsewhere"],
  ] as const) {
    if (begun && begun.rank !== rank && rank === "0") continue;
    const from = begun?.rank === rank ? begun : null;
    const slice = { order, after: from, limit: limit - page.length };
    if (slice.limit > 0)
      page.push(...(await pageAmongMany(db, { ...query, wordsIn }, within, slice)));
  }
  return page;
}

async function walk(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
): Promise<number[]> {
  const { order, limit } = slice;
  const rows = await db<{ siteId: number }[]>`
    select l.site_id
    from (${walkedRows(db, query, slice, db`l.*`)} limit ${WALK_MAX}) l
    where ${boardFilter(db, query)} ${within ? db`and ${isWithin(db, within.bounds)}` : db``}
    ${inOrder(db, order, db`l.sort_key`)} limit ${limit}`;
  return rows.map(({ siteId }) => siteId);
}

/** Where the walk ended; null where it has seen all there is. */
async function lastWalked(db: Db, query: AskedQuery, slice: Slice): Promise<Place | null> {
  const [last] = await db<Place[]>`
    select sort_key as key, site_id
    from (${walkedRows(db, query, slice, db`l.site_id`)} offset ${WALK_MAX - 1} limit 1) l`;
  return last ?? null;
}

/** Rows of the index that is sorted as asked, after a place. */
function walkedRows(
  db: Db,
  query: AskedQuery,
  { order, after }: Slice,
  columns: ReturnType<typeof inOrder>,
) {
  const isDistance = query.sort === "distance";
  // Sorted by authority and name there is an index of its own.
  const ofAuthority =
    query.sort === "name" && query.authorityId !== null
      ? db`and l.authority_id = ${query.authorityId}::bigint`
      : db``;
  return db`
    select ${columns}, ${order.key} as sort_key from listings l
    where ${isDistance ? db`l.grid_x is not null` : db`${standingColumn(db, query)} is not null`}
      ${ofAuthority} ${isAfter(db, order, after)}
    ${inOrder(db, order, order.key)}`;
}

/**
 * Any 10,001 rows after a place hold as many as are asked for. The true page ends no later than
 * theirs does, so that those up to there are all that need sorting.
 */
async function boundedPage(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
): Promise<number[]> {
  const { order, after } = slice;
  const where = isAfter(db, order, after);
  const from = after?.key ?? null;
  const [sample] = await db<{ gathered: number; page: number[]; furthest: Place["key"] }[]>`
    with ${foundRows(db, query, within, slice, { where, facets: order.covers(from, null) })},
    page as materialized (${pageOf(db, { ...slice, after: null })})
    select (select count(*) from found) as gathered, array(select site_id from page) as page,
      (select ${order.furthest}(sort_key) from page) as furthest`;
  if (!sample) throw new Error("A gathering gave no row.");
  if (sample.gathered <= ROWS_MAX) return sample.page;
  const to = sample.furthest;
  const upTo = db`${where} and ${order.key} ${order.upTo} ${to}::${order.type}`;
  const all = { where: upTo, facets: order.covers(from, to), limit: null };
  const rows = await db<{ siteId: number }[]>`
    with ${foundRows(db, query, within, slice, all)} ${pageOf(db, { ...slice, after: null })}`;
  return rows.map(({ siteId }) => siteId);
}
