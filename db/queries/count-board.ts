import type { BoardQuery } from "@/core/board-query";
import type { Counts, Total } from "@/core/listing";
import { CELL_ZOOM_MAX, cellOf, type GridBounds, mortonRanges } from "@/core/map-grid";
import type { Db } from "@/db/client";
import {
  boardFilter,
  cellColumns,
  queryCells,
  ROWS_MAX,
  standingColumn,
} from "@/db/queries/board-filter";

/**
 * How many sites a query finds, and how many of each colour it would find without its filter by
 * colour (null where these are too many to count). From the map's counts where those suffice, else
 * from rows up to 10,000.
 */
export async function countBoard(
  db: Db,
  query: BoardQuery,
): Promise<{ total: Total; counts: Counts | null }> {
  const cells = queryCells(query);
  const anyStanding = { ...query, standings: [] };
  const counted = cells?.every(({ zoom }) => zoom <= CELL_ZOOM_MAX) ?? true;
  const byCells = counted && cellColumns(anyStanding) !== null;
  const facets = byCells
    ? { counts: await countCells(db, query, cells), capped: false }
    : await countRows(db, anyStanding, cells);
  const counts = facets.capped ? null : facets.counts;
  const columns = counted ? cellColumns(query) : null;
  if (columns) {
    const value = columns.reduce((sum, column) => sum + facets.counts[column], 0);
    return { total: { value, capped: false }, counts };
  }
  const found = query.standings.length === 0 ? facets : await countRows(db, query, cells);
  const value = Object.values(found.counts).reduce((sum, count) => sum + count, 0);
  return { total: { value: Math.min(value, ROWS_MAX), capped: found.capped }, counts };
}

async function countCells(db: Db, query: BoardQuery, cells: GridBounds[] | null): Promise<Counts> {
  const category = query.categories.length > 0 ? db`and category in ${db(query.categories)}` : db``;
  const zoom = cells?.[0]?.zoom ?? 3;
  const ranges = cells
    ?.flatMap(mortonRanges)
    .map(([from, to]) => [from, to].map((m) => cellOf(m, zoom)));
  const [placed] = await db<Counts[]>`
    select ${sums(db)} from map_cells
    ${ranges ? db`join ${rangeTable(db, ranges as [number, number][])} on cell between low and high` : db``}
    where domain = ${query.domain} and zoom = ${zoom} ${category}`;
  if (cells || query.near || !placed) return placed ?? { green: 0, yellow: 0, red: 0, unrated: 0 };
  const standing = standingColumn(db, query);
  const [unplaced] = await db<Counts[]>`
    select
      count(*) filter (where ${standing} = 'green') as green,
      count(*) filter (where ${standing} = 'yellow') as yellow,
      count(*) filter (where ${standing} = 'red') as red,
      count(*) filter (where ${standing} not in ('green', 'yellow', 'red')) as unrated
    from listings l where morton is null and ${standing} <> 'ceased' ${category}`;
  return {
    green: placed.green + (unplaced?.green ?? 0),
    yellow: placed.yellow + (unplaced?.yellow ?? 0),
    red: placed.red + (unplaced?.red ?? 0),
    unrated: placed.unrated + (unplaced?.unrated ?? 0),
  };
}

async function countRows(
  db: Db,
  query: BoardQuery,
  cells: GridBounds[] | null,
): Promise<{ counts: Counts; capped: boolean }> {
  const standing = standingColumn(db, query);
  const ranges = cells?.flatMap(mortonRanges);
  const rows = await db<{ colour: keyof Counts; count: number }[]>`
    select case when standing in ('green', 'yellow', 'red') then standing else 'unrated' end as colour,
      count(*) as count
    from (
      select ${standing} as standing from listings l
      where ${boardFilter(db, query)}
      ${ranges ? db`and exists (select from ${rangeTable(db, ranges)} where l.morton between low and high)` : db``}
      limit ${ROWS_MAX + 1}
    ) found
    group by colour`;
  const counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  for (const { colour, count } of rows) counts[colour] = count;
  return { counts, capped: rows.reduce((sum, row) => sum + row.count, 0) > ROWS_MAX };
}

function sums(db: Db) {
  return db`
    coalesce(sum(green), 0)::int as green, coalesce(sum(yellow), 0)::int as yellow,
    coalesce(sum(red), 0)::int as red, coalesce(sum(unrated), 0)::int as unrated`;
}

/** Inclusive ranges as a table `range (low, high)`. */
export function rangeTable(db: Db, ranges: readonly (readonly [number, number])[]) {
  return db`unnest(${ranges.map(([low]) => low)}::bigint[], ${ranges.map(([, high]) => high)}::bigint[])
    as range (low, high)`;
}
