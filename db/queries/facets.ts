import type { GridBounds } from "@/core/map-grid";
import { GRID_BITS, morton } from "@/core/map-grid";
import type { Db } from "@/db/client";

/** Zooms whose cells are facets of a listing, as in the database's function `listing_facets`. */
const FACET_ZOOMS = [13, 10, 7, 4];

/** More cells than this are looked up slower than rows outside them are left out. */
const CELLS_MAX = 40;

/** The indexed expression, to the letter. */
function facetsColumn(db: Db) {
  return db`listing_facets(l.authority_id, l.category, l.food_standing, l.goods_standing,
    l.tax_standing, l.morton, l.name_normal, l.food_rated_on, l.goods_rated_on, l.tax_as_of)`;
}

/** The condition that a listing has one of the facets. */
export function hasFacet(db: Db, facets: readonly string[]) {
  return db`${facetsColumn(db)} && ${facets as string[]}::text[]`;
}

/** The facets of the few cells that cover bounds and perhaps a little more. */
export function placeFacets(bounds: readonly GridBounds[], cellsMax = CELLS_MAX): string[] | null {
  for (const zoom of FACET_ZOOMS) {
    const cells = bounds.flatMap((one) => cellsAt(one, zoom, cellsMax));
    if (cells.length <= cellsMax) return cells.map((cell) => `${zoom}:${cell}`);
  }
  return null;
}

/** Numbers of the cells of a zoom that bounds touch, no more than one above `max`. */
function cellsAt(bounds: GridBounds, zoom: number, max: number): number[] {
  const { minX, maxX, minY, maxY } = unitsOf(bounds);
  const size = 2 ** (GRID_BITS - zoom);
  const cells: number[] = [];
  for (let y = Math.floor(minY / size); y <= Math.floor(maxY / size); y += 1) {
    for (let x = Math.floor(minX / size); x <= Math.floor(maxX / size); x += 1) {
      if (cells.length > max) return cells;
      cells.push(morton({ x: x * size, y: y * size }) / size ** 2);
    }
  }
  return cells;
}

/** Bounds in units of the grid, inclusive. */
export function unitsOf({ zoom, minX, maxX, minY, maxY }: GridBounds): GridBounds {
  const size = 2 ** (GRID_BITS - zoom);
  return {
    zoom: GRID_BITS,
    minX: minX * size,
    maxX: (maxX + 1) * size - 1,
    minY: minY * size,
    maxY: (maxY + 1) * size - 1,
  };
}
