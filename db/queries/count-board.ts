import { boundingCells } from "@/core/board-query";
import type { Category } from "@/core/category";
import type { Counts, Total } from "@/core/listing";
import { CELL_ZOOM_MAX, cellOf, coarser, type GridBounds, mortonRanges } from "@/core/map-grid";
import { type Domain, SITE_DOMAINS } from "@/core/standing";
import type { Db } from "@/db/client";
import { type AskedQuery, cellColumns, ROWS_MAX } from "@/db/queries/board-filter";
import type { Slice } from "@/db/queries/board-order";
import { gather } from "@/db/queries/gather";
import { matchingRows, rangeTable, type Within } from "@/db/queries/matching-rows";
import type { Place } from "@/db/queries/page-cursor";

export interface BoardCount {
  total: Total;
  counts: Counts | null;
  /** How many of the total have no position. */
  unplaced: number;
  /** The bounds that the query sets with how many sites lie there; null without bounds. */
  within: Within | null;
  /** The sites of the page, where counting has met all rows. */
  page: number[] | null;
  /** Where the page ends at the latest, as far as counting has shown. */
  reach: Place["key"] | null;
}

/**
 * How many sites a query finds, and how many of each colour it would find without its filter by
 * colour (null where these are too many to count). From what publishing has counted where that
 * suffices, else from rows up to 10,000; these give the page asked for, too.
 */
export async function countBoard(db: Db, query: AskedQuery, slice: Slice): Promise<BoardCount> {
  const within = await findWithin(db, query);
  if (!within && !query.q && !query.since) return countEverywhere(db, query);
  if (within?.isCounted && cellColumns({ ...query, standings: [] })) {
    const counts = await countCells(db, { ...query, domains: [query.domain] }, within.bounds);
    const columns = cellColumns(query);
    if (columns) {
      const value = columns.reduce((sum, column) => sum + counts[column], 0);
      return {
        total: { value, capped: false },
        counts,
        unplaced: 0,
        within,
        page: null,
        reach: null,
      };
    }
    const found = await gather(db, query, within, slice);
    return { ...found, counts, unplaced: 0, within };
  }
  const ofAny = await gather(db, { ...query, standings: [] }, within, slice, query.standings);
  const counts = ofAny.total.capped ? null : ofAny.counts;
  const hasAll = query.standings.length === 0 || (counts && !query.standings.includes("ceased"));
  const found = hasAll ? ofAny : await gather(db, query, within, slice);
  const placed = within !== null || query.near !== null;
  const unplaced = placed
    ? 0
    : found.total.capped
      ? await countUnplaced(db, query)
      : found.unplaced;
  return { ...found, counts, unplaced, within };
}

/** The query's bounds as whole cells; how many sites they hold is counted as deep as the map's cells go. */
async function findWithin(db: Db, query: AskedQuery): Promise<Within | null> {
  const bounds = boundingCells(query);
  if (!bounds) return null;
  const around = bounds.map((one) => coarser(one, CELL_ZOOM_MAX));
  const counted = await countCells(db, { domains: SITE_DOMAINS, categories: [] }, around);
  const isCounted = bounds.every(({ zoom }) => zoom <= CELL_ZOOM_MAX);
  const share = areaOf(bounds) / areaOf(around);
  return { bounds, sites: sumOf(counted) * share, isCounted };
}

/** Of the earth's square on the map. */
function areaOf(bounds: readonly GridBounds[]): number {
  return bounds.reduce((sum, { zoom, minX, maxX, minY, maxY }) => {
    return sum + ((maxX - minX + 1) * (maxY - minY + 1)) / 4 ** zoom;
  }, 0);
}

function sumOf(counts: Counts): number {
  return counts.green + counts.yellow + counts.red + counts.unrated;
}

/** Without words, day and place everything is counted already. */
export async function countEverywhere(db: Db, query: AskedQuery): Promise<BoardCount> {
  const rows = await db<{ standing: string; placed: boolean; sites: number }[]>`
    select standing, placed, sum(sites)::int as sites from board_counts
    where domain = ${query.domain}
      ${query.authorityId === null ? db`` : db`and authority_id = ${query.authorityId}::bigint`}
      ${query.categories.length > 0 ? db`and category in ${db(query.categories)}` : db``}
    group by standing, placed`;
  const counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  const asked: readonly string[] = query.standings;
  let [value, unplaced] = [0, 0];
  for (const { standing, placed, sites } of rows) {
    if (query.near && !placed) continue;
    if (standing === "green" || standing === "yellow" || standing === "red") {
      counts[standing] += sites;
    } else if (standing !== "ceased") counts.unrated += sites;
    if (asked.length > 0 ? !asked.includes(standing) : standing === "ceased") continue;
    value += sites;
    if (!placed) unplaced += sites;
  }
  return {
    total: { value, capped: false },
    counts,
    unplaced,
    within: null,
    page: null,
    reach: null,
  };
}

async function countCells(
  db: Db,
  query: { domains: readonly Domain[]; categories: readonly Category[] },
  bounds: readonly GridBounds[],
): Promise<Counts> {
  const zoom = bounds[0]?.zoom ?? CELL_ZOOM_MAX;
  const ranges = bounds
    .flatMap(mortonRanges)
    .map(([from, to]): [number, number] => [cellOf(from, zoom), cellOf(to, zoom)]);
  const [placed] = await db<Counts[]>`
    select coalesce(sum(green), 0)::int as green, coalesce(sum(yellow), 0)::int as yellow,
      coalesce(sum(red), 0)::int as red, coalesce(sum(unrated), 0)::int as unrated
    from ${rangeTable(db, ranges)}
    cross join lateral (
      select green, yellow, red, unrated from map_cells
      where domain in ${db(query.domains)} and zoom = ${zoom} and cell between low and high
        ${query.categories.length > 0 ? db`and category in ${db(query.categories)}` : db``}
      offset 0
    ) cells`;
  return placed ?? { green: 0, yellow: 0, red: 0, unrated: 0 };
}

/** How many sites of a query without bounds no map shows; counted up to 10,000. */
async function countUnplaced(db: Db, query: AskedQuery): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) from ${matchingRows(db, query, "nowhere")}`;
  return Math.min(row?.count ?? 0, ROWS_MAX);
}
