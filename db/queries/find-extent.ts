import type { BoardQuery } from "@/core/board-query";
import type { Box, Counts } from "@/core/listing";
import { boundsOfCell, boundsToBox } from "@/core/map-grid";
import type { Db } from "@/db/client";
import { type AskedQuery, cellColumns, lookUp, ROWS_MAX } from "@/db/queries/board-filter";
import { countEverywhere } from "@/db/queries/count-board";
import { matchingRows } from "@/db/queries/matching-rows";

/** A box of this many cells is as exact as a map needs it. */
const CELLS_MAX = 2000;

/** Zooms of the cells that are tried, deepest last. */
const ZOOMS = [5, 7, 9, 11, 13];

/**
 * The box that all sites of a query lie in, whatever its bounds; null where none has a place. Of
 * more than 10,000 it is the box of the map's cells, where these tell them apart, else of those
 * found first.
 */
export async function findExtent(db: Db, query: BoardQuery): Promise<Box | null> {
  const asked = await lookUp(db, query);
  const columns = cellColumns(query);
  if (columns && (await countEverywhere(db, asked)).total.value > ROWS_MAX) {
    return findExtentOfCells(db, asked, columns);
  }
  const [row] = await db<(Box | { west: null })[]>`
    select min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south,
      max(lon_e6) / 1e6 as east, max(lat_e6) / 1e6 as north
    from ${matchingRows(db, asked, null, { isWide: true })}`;
  return !row || row.west === null ? null : row;
}

async function findExtentOfCells(
  db: Db,
  query: AskedQuery,
  columns: readonly (keyof Counts)[],
): Promise<Box | null> {
  let box: Box | null = null;
  for (const zoom of ZOOMS) {
    const rows = await db<{ cell: number }[]>`
      select distinct cell from map_cells
      where domain = ${query.domain} and zoom = ${zoom}
        and ${columns.reduce((sum, column) => db`${sum} + ${db(column)}`, db`0`)} > 0
        ${query.categories.length > 0 ? db`and category in ${db(query.categories)}` : db``}
      limit ${CELLS_MAX + 1}`;
    if (rows.length > CELLS_MAX) break;
    box = boxOf(rows.map(({ cell }) => boundsToBox(boundsOfCell(cell, zoom))));
  }
  return box;
}

function boxOf(boxes: readonly Box[]): Box {
  return boxes.reduce((a, b) => ({
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  }));
}
