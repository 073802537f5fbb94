import { type GridBounds, mortonRanges } from "@/core/map-grid";
import type { Db } from "@/db/client";
import { type AskedQuery, boardFilter, facetFilter, ROWS_MAX } from "@/db/queries/board-filter";
import { hasFacet, placeFacets, unitsOf } from "@/db/queries/facets";

/** Where rows are looked for. */
export interface Within {
  bounds: readonly GridBounds[];
  /** How many sites of any domain lie there, null where nobody has counted: then they are few. */
  sites: number | null;
}

/** So many rows of one place are read sooner than lists of words and facets are compared. */
const PLACE_MAX = 5000;

/**
 * A table `l` of up to 10,001 listings that a query finds, in no order: all of them, or, where
 * there are more, as many as are ever counted or sorted. Its cost is bounded by that, whichever
 * filters meet: few rows of a place are read one by one, else the index of words and facets gives
 * those to read.
 */
export function matchingRows(db: Db, query: AskedQuery, within: Within | "nowhere" | null) {
  const limit = ROWS_MAX + 1;
  if (within === null || within === "nowhere") {
    return db`(
      select l.* from listings l
      where ${facetFilter(db, query)} ${within ? db`and ${hasFacet(db, ["nowhere"])}` : db``}
      limit ${limit}
    ) l`;
  }
  const { bounds, sites } = within;
  if (sites === null || sites <= PLACE_MAX) {
    return db`(
      select l.* from ${rangeTable(db, bounds.flatMap(mortonRanges))}
      cross join lateral (
        select l.* from listings l where l.morton between low and high offset 0
      ) l
      where ${boardFilter(db, query)} limit ${limit}
    ) l`;
  }
  const facets = placeFacets(bounds);
  return db`(
    select l.* from listings l
    where ${facetFilter(db, query)} ${facets ? db`and ${hasFacet(db, facets)}` : db``}
      and ${isWithin(db, bounds)}
    limit ${limit}
  ) l`;
}

/** The condition that a listing lies in bounds. */
export function isWithin(db: Db, bounds: readonly GridBounds[]) {
  const inside = bounds.map(unitsOf).map(
    ({ minX, maxX, minY, maxY }) =>
      db`(l.grid_x between ${minX}::int and ${maxX}::int
        and l.grid_y between ${minY}::int and ${maxY}::int)`,
  );
  return db`(${inside.reduce((either, or) => db`${either} or ${or}`)})`;
}

/** Inclusive ranges as a table `range (low, high)`. */
export function rangeTable(db: Db, ranges: readonly (readonly [number, number])[]) {
  return db`unnest(${ranges.map(([low]) => low)}::bigint[], ${ranges.map(([, high]) => high)}::bigint[])
    as range (low, high)`;
}
