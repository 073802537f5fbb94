import type { BoardQuery } from "@/core/board-query";
import type { Box, Counts, MapMark } from "@/core/listing";
import {
  boundsOfCell,
  boundsToBox,
  CELL_ZOOM_MAX,
  CELL_ZOOM_MIN,
  cellOf,
  cellZoomForView,
  GRID_BITS,
  type GridBounds,
  SINGLES_ZOOM,
  tileRange,
} from "@/core/map-grid";
import { SITE_DOMAINS, type Standing } from "@/core/standing";
import type { Db } from "@/db/client";
import {
  type AskedQuery,
  cellColumns,
  lookUp,
  ROWS_MAX,
  standingColumn,
} from "@/db/queries/board-filter";
import { matchingRows, type Within } from "@/db/queries/matching-rows";

/** A tile with no more sites than this shows each by itself. */
const SINGLES_MAX = 24;

export interface Tile {
  z: number;
  x: number;
  y: number;
}

/**
 * The marks of one map tile: clusters per 64 px cell, or single sites where there are few. `capped`
 * where a filter that cells do not tell apart matches more than 10,000 in the tile.
 */
export async function listMapMarks(
  db: Db,
  query: BoardQuery,
  tile: Tile,
): Promise<{ marks: MapMark[]; capped: boolean }> {
  const asked = await lookUp(db, query);
  const columns = cellZoomForView(tile.z) <= CELL_ZOOM_MAX ? cellColumns(query) : null;
  if (columns) {
    const clusters = await listCells(db, asked, tile, columns);
    const sites = clusters.reduce((sum, cluster) => sum + countOf(cluster.counts), 0);
    if (sites > SINGLES_MAX) return { marks: clusters, capped: false };
    return {
      marks:
        sites === 0
          ? []
          : await listSites(db, asked, { bounds: [boundsOfTile(tile)], sites, isCounted: true }),
      capped: false,
    };
  }
  const within = await countTile(db, tile);
  if (tile.z >= SINGLES_ZOOM) {
    const sites = await listSites(db, asked, within);
    return { marks: sites, capped: sites.length > ROWS_MAX };
  }
  const cells = await gatherCells(db, asked, within, tile.z);
  const sites = cells.reduce((sum, cell) => sum + countOf(cell.counts), 0);
  if (sites > 0 && sites <= SINGLES_MAX) {
    return { marks: await listSites(db, asked, within), capped: false };
  }
  const alone = cells.flatMap(({ only }) => only ?? []);
  const singles = alone.length > 0 ? await listSites(db, asked, within, alone) : [];
  const clusters = cells.flatMap(({ only, ...cluster }) => (only === null ? [cluster] : []));
  return { marks: [...singles, ...clusters], capped: sites > ROWS_MAX };
}

function countOf(counts: Counts): number {
  return counts.green + counts.yellow + counts.red + counts.unrated;
}

type Cluster = Extract<MapMark, { kind: "cluster" }>;
type Site = Extract<MapMark, { kind: "site" }>;

async function listCells(
  db: Db,
  query: AskedQuery,
  tile: Tile,
  columns: readonly (keyof Counts)[],
): Promise<Cluster[]> {
  const zoom = cellZoomForView(tile.z);
  const [low, high] = tileRange(tile.z, tile.x, tile.y).map((m) => cellOf(m, zoom));
  const rows = await db<(Counts & { cell: number; all: number; lat: number; lon: number })[]>`
    select cell, sum(green)::int as green, sum(yellow)::int as yellow, sum(red)::int as red,
      sum(unrated)::int as unrated, sum(green + yellow + red + unrated)::int as all,
      sum(sum_lat_e6) as lat, sum(sum_lon_e6) as lon
    from map_cells
    where domain = ${query.domain} and zoom = ${zoom} and cell between ${low ?? 0} and ${high ?? 0}
      ${query.categories.length > 0 ? db`and category in ${db(query.categories)}` : db``}
    group by cell order by cell`;
  return rows.flatMap((row): Cluster[] => {
    const counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
    for (const column of columns) counts[column] = row[column];
    if (countOf(counts) === 0) return [];
    return [
      {
        kind: "cluster",
        lat: row.lat / row.all / 1e6,
        lon: row.lon / row.all / 1e6,
        counts,
        box: boundsToBox(boundsOfCell(row.cell, zoom)),
      },
    ];
  });
}

function boundsOfTile({ z, x, y }: Tile): GridBounds {
  return { zoom: z, minX: x, maxX: x, minY: y, maxY: y };
}

/** The tile as a place, with how many sites lie there about as many as its share of a cell where these end. */
async function countTile(db: Db, tile: Tile): Promise<Within> {
  const bounds = [boundsOfTile(tile)];
  const zoom = Math.min(Math.max(tile.z, CELL_ZOOM_MIN), CELL_ZOOM_MAX);
  const [low, high] = tileRange(tile.z, tile.x, tile.y).map((m) => cellOf(m, zoom));
  const [row] = await db<{ sites: number }[]>`
    select coalesce(sum(green + yellow + red + unrated), 0)::int as sites from map_cells
    where domain in ${db(SITE_DOMAINS)} and zoom = ${zoom}
      and cell between ${low ?? 0} and ${high ?? 0}`;
  const sites = (row?.sites ?? 0) / 4 ** Math.max(tile.z - CELL_ZOOM_MAX, 0);
  return { bounds, sites, isCounted: tile.z <= CELL_ZOOM_MAX };
}

async function listSites(
  db: Db,
  query: AskedQuery,
  within: Within,
  only: readonly number[] | null = null,
): Promise<Site[]> {
  const ofDomain = (name: "scheme" | "outcome" | "published") =>
    // A tax authority gives no word of its own.
    query.domain === "tax" && name === "published"
      ? db`null::text`
      : db(`l.${query.domain}_${name}`);
  const rows = await db<
    {
      latE6: number;
      lonE6: number;
      id: string;
      slug: string;
      name: string;
      language: string;
      standing: Standing;
      scheme: string | null;
      outcome: string | null;
      published: string | null;
    }[]
  >`
    select lat_e6, lon_e6, public_id as id, slug, name, language,
      ${standingColumn(db, query)} as standing, ${ofDomain("scheme")} as scheme,
      ${ofDomain("outcome")} as outcome, ${ofDomain("published")} as published
    from ${only ? db`listings l where l.site_id in ${db(only)}` : matchingRows(db, query, within, { isWide: true })}
    order by name_normal, site_id`;
  return rows.map(({ latE6, lonE6, ...row }) => ({
    kind: "site",
    lat: latE6 / 1e6,
    lon: lonE6 / 1e6,
    ...row,
  }));
}

/** Rows of one tile gathered by 64 px cell, as the map's counts would have it. */
async function gatherCells(
  db: Db,
  query: AskedQuery,
  within: Within,
  z: number,
): Promise<(Cluster & { only: number | null })[]> {
  const standing = standingColumn(db, query);
  const rows = await db<
    (Counts & Record<"only" | "lat" | "lon", number> & Box & { all: number })[]
  >`
    select morton >> ${2 * (GRID_BITS - z - 2)}::int as cell, count(*)::int as all,
      (count(*) filter (where standing = 'green'))::int as green,
      (count(*) filter (where standing = 'yellow'))::int as yellow,
      (count(*) filter (where standing = 'red'))::int as red,
      (count(*) filter (where standing not in ('green', 'yellow', 'red')))::int as unrated,
      min(site_id) as only, avg(lat_e6)::float8 / 1e6 as lat, avg(lon_e6)::float8 / 1e6 as lon,
      min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south,
      max(lon_e6) / 1e6 as east, max(lat_e6) / 1e6 as north
    from (
      select l.site_id, l.morton, l.lat_e6, l.lon_e6, ${standing} as standing
      from ${matchingRows(db, query, within, { isWide: true })}
    ) found
    group by cell order by cell`;
  return rows.map(({ only, all, lat, lon, green, yellow, red, unrated, ...row }) => {
    const { west, south, east, north } = row;
    const counts = { green, yellow, red, unrated };
    const box = { west, south, east, north };
    return { kind: "cluster", lat, lon, counts, box, only: all === 1 ? only : null };
  });
}
