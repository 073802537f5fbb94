import type { Db } from "@/db/client";
import { type AskedQuery, boardFilter, ROWS_MAX, standingColumn } from "@/db/queries/board-filter";
import { inOrder, isAfter, nameOrder, type Slice } from "@/db/queries/board-order";
import { foundRows, pageOf, reachOf } from "@/db/queries/gather";
import { isWithin, soonestRows, type Within } from "@/db/queries/matching-rows";
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
  reach: Place["key"] | null,
): Promise<number[]> {
  if (query.sort === "relevance" && query.wordsIn === "anything") {
    return rankedPage(db, query, within, slice, reach);
  }
  const { order, limit } = slice;
  const walked = await walk(db, query, within, slice);
  if (!walked.last || walked.sites.length === limit) return walked.sites;
  const rest = { order, after: walked.last, limit: limit - walked.sites.length };
  return [...walked.sites, ...(await boundedPage(db, query, within, rest, reach))];
}

/** Words in the name come first; both kinds are sorted by name. */
async function rankedPage(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  { after, limit }: Slice,
  reach: Place["key"] | null,
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
      page.push(
        ...(await pageAmongMany(db, { ...query, wordsIn }, within, slice, reachIn(rank, reach))),
      );
  }
  return page;
}

/** Sites found while walking; `last` is where the walk ended, null where it has seen all there is. */
async function walk(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
): Promise<{ sites: number[]; last: Place | null }> {
  const { order, after, limit } = slice;
  const isListed =
    query.sort === "distance"
      ? db`l.grid_x is not null`
      : db`${standingColumn(db, query)} is not null`;
  // Sorted by authority and name there is an index of its own.
  const ofAuthority =
    query.sort === "name" && query.authorityId !== null
      ? db`and l.authority_id = ${query.authorityId}::bigint`
      : db``;
  const rows = await db<(Place & { step: number; found: boolean })[]>`
    select * from (
      select l.sort_key as key, l.site_id, l.step,
        (${boardFilter(db, query)} ${within ? db`and ${isWithin(db, within.bounds)}` : db``}) as found
      from (
        select l.*, ${order.key} as sort_key, row_number() over (${inOrder(db, order, order.key)}) as step
        from listings l
        where ${isListed} ${ofAuthority} ${isAfter(db, order, after)}
        ${inOrder(db, order, order.key)} limit ${WALK_MAX}
      ) l
    ) l where found or step = ${WALK_MAX}
    ${inOrder(db, order, db`key`)} limit ${limit}`;
  return {
    sites: rows.filter(({ found }) => found).map(({ siteId }) => siteId),
    last: rows.find(({ step }) => step === WALK_MAX) ?? null,
  };
}

function reachIn(rank: string, reach: Place["key"] | null): string | null {
  return reach !== null && `${reach}`.startsWith(rank) ? `${reach}`.slice(1) : null;
}

/**
 * The true page ends no later than a page of any rows after a place, so that the rows up to there
 * are all that need sorting. Where `reach` does not say how far that is, a sample does.
 */
async function boundedPage(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
  reach: Place["key"] | null,
): Promise<number[]> {
  const { order, after } = slice;
  const where = isAfter(db, order, after, order.unindexed);
  const from = after?.key ?? null;
  const whole = { ...slice, after: null };
  let to = reach ?? (await reachSoon(db, query, within, slice));
  if (to === null) {
    const [sample] = await db<{ gathered: number; page: number[]; reach: Place["key"] | null }[]>`
      with ${foundRows(db, query, within, slice, { where, facets: order.covers(from, null) })},
      page as materialized (${pageOf(db, whole)})
      select (select count(*) from found) as gathered, array(select site_id from page) as page,
        (${reachOf(db, slice)}) as reach`;
    if (!sample || sample.gathered <= ROWS_MAX) return sample?.page ?? [];
    to = sample.reach;
  }
  const upTo = db`${where} and ${order.unindexed} ${order.upTo} ${to}::${order.type}`;
  const all = { where: upTo, facets: order.covers(from, to), limit: null };
  const rows = await db<{ siteId: number }[]>`
    with ${foundRows(db, query, within, slice, all)} ${pageOf(db, whole)}`;
  return rows.map(({ siteId }) => siteId);
}

/** How far a page reaches among the rows that an index gives soonest. */
async function reachSoon(
  db: Db,
  query: AskedQuery,
  within: Within | null,
  slice: Slice,
): Promise<Place["key"] | null> {
  if (query.q) return null;
  const { order, after } = slice;
  const [row] = await db<{ reach: Place["key"] | null }[]>`
    with page as materialized (
      select site_id, sort_key from (
        select l.site_id, ${order.key} as sort_key from ${soonestRows(db, query, within)}
      ) found
      where true ${isAfter(db, order, after, db`sort_key`)}
      ${inOrder(db, order, db`sort_key`)} limit ${slice.limit}
    )
    ${reachOf(db, slice)}`;
  return row?.reach ?? null;
}
