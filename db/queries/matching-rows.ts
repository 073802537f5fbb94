import { OPEN_UNRATED } from "@/core/board-query";
import { type GridBounds, mortonRanges } from "@/core/map-grid";
import { COLOURS } from "@/core/standing";
import type { Db } from "@/db/client";
import { type AskedQuery, boardFilter, facetFilter, ROWS_MAX } from "@/db/queries/board-filter";
import { hasFacet, placeFacets, unitsOf } from "@/db/queries/facets";
import { domainLetter } from "@/db/queries/stretch-facets";

/** Where rows are looked for. */
export interface Within {
  bounds: readonly GridBounds[];
  /** How many sites of any domain lie there; about, where the cells do not go as deep. */
  sites: number;
  /** Whether that is exact. */
  isCounted: boolean;
}

/** So many rows of one place are read sooner than lists of words and facets are compared. */
const PLACE_MAX = 5000;
/** And so many where their index holds all that is asked for. */
const INDEXED_MAX = 150_000;

type Fragment = ReturnType<typeof isWithin>;

/** Conditions beside those of the query, and how many rows are gathered at most. */
export interface Gathering {
  where?: Fragment;
  /** A condition in the words of the index of facets that narrows down where rows are looked for. */
  facets?: Fragment | null;
  /** Null for all there are. */
  limit?: number | null;
  /** Whether columns are asked for beyond those of the index of places. */
  isWide?: boolean;
}

/**
 * A table `l` of the listings that a query finds, in no order: up to 10,001, as many as are ever
 * counted, unless said otherwise. Its cost follows their number, whichever filters meet: few rows
 * of a place are read one by one, else the index of words and facets gives those to read.
 */
export function matchingRows(
  db: Db,
  query: AskedQuery,
  within: Within | "nowhere" | null,
  { where = db``, facets = null, limit = ROWS_MAX + 1, isWide = false }: Gathering = {},
) {
  const most = limit === null ? db`` : db`limit ${limit}`;
  const narrowed = facets ? db`and ${facets}` : db``;
  if (within === null || within === "nowhere") {
    return db`(
      select l.* from listings l
      where ${facetFilter(db, query)} ${within ? db`and ${hasFacet(db, ["nowhere"])} and ${isOpen(db, query)}` : db``}
        ${narrowed} ${where}
      ${most}
    ) l`;
  }
  const { bounds, sites } = within;
  const placeMax = isWide || query.q ? PLACE_MAX : INDEXED_MAX;
  if (sites <= placeMax) {
    return db`(
      select l.* from ${rangeTable(db, bounds.flatMap(mortonRanges))}
      cross join lateral (
        select l.* from listings l where l.morton between low and high offset 0
      ) l
      where ${boardFilter(db, query)} ${where} ${most}
    ) l`;
  }
  const cells = placeFacets(bounds);
  return db`(
    select l.* from listings l
    where ${facetFilter(db, query)} ${cells ? db`and ${hasFacet(db, cells)}` : db``}
      and ${isWithin(db, bounds)} ${narrowed} ${where}
    ${most}
  ) l`;
}

/** Most sites without a place have ceased: facets leave them out before they are read. */
function isOpen(db: Db, { domain, standings }: AskedQuery) {
  const asked = standings.length > 0 ? standings : [...COLOURS, ...OPEN_UNRATED];
  return hasFacet(
    db,
    asked.map((one) => `${domainLetter(domain)}:${one}`),
  );
}

/**
 * A table `l` of up to 10,001 listings without words among the first that the index of places
 * gives, which holds all that they are filtered by.
 */
export function soonestRows(db: Db, query: AskedQuery, within: Within | null) {
  const rows = within
    ? db`${rangeTable(db, within.bounds.flatMap(mortonRanges))}
        cross join lateral (
          select l.* from listings l where l.morton between low and high offset 0
        ) l`
    : db`listings l where l.morton >= 0`;
  return db`(
    select l.* from (select l.* from ${rows} limit ${INDEXED_MAX}) l
    where ${boardFilter(db, query)} limit ${ROWS_MAX + 1}
  ) l`;
}

/**
 * Whether more than 10,000 rows are found among the soonest: where many match, that is known
 * before the rest is compared. False says nothing.
 */
export async function areSurelyMany(
  db: Db,
  query: AskedQuery,
  within: Within | null,
): Promise<boolean> {
  if (query.q || (within && within.sites <= INDEXED_MAX)) return false;
  const [row] = await db<{ many: boolean }[]>`
    select count(*) > ${ROWS_MAX} as many from ${soonestRows(db, query, within)}`;
  return row?.many ?? false;
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
