import { type GridPoint, toGrid } from "@/core/map-grid";
import type { Db } from "@/db/client";
import {
  type AskedQuery,
  ratedOnColumn,
  ratedOnKey,
  type standingColumn,
  textSearch,
} from "@/db/queries/board-filter";
import { hasFacet, placeFacets } from "@/db/queries/facets";
import type { Place } from "@/db/queries/page-cursor";
import { dayFacets, nameFacets } from "@/db/queries/stretch-facets";

type Fragment = ReturnType<typeof standingColumn>;

/** One order of a list: what of a listing `l` it sorts by, then the site, and which way. */
export interface BoardOrder {
  key: Fragment;
  /** The same in words that no index of one order offers itself for: facets narrow down faster. */
  unindexed: Fragment;
  type: Fragment;
  /** Compares a key that comes later to an earlier one; and one that comes no later. */
  comparison: Fragment;
  upTo: Fragment;
  direction: Fragment;
  /** The aggregate that gives the last of keys. */
  furthest: Fragment;
  /**
   * A condition in the words of the index of facets that holds for all rows from one key to
   * another, null for the end; null where no facets cover them.
   */
  covers(from: Place["key"] | null, to: Place["key"] | null): Fragment | null;
}

/** The order that a query asks for. */
export function orderOf(db: Db, query: AskedQuery): BoardOrder {
  if (query.sort === "distance" && query.near) return distanceOrder(db, toGrid(query.near));
  if (query.sort === "date") return dateOrder(db, query);
  if (query.sort === "relevance") return relevanceOrder(db, query);
  return nameOrder(db);
}

/** By name, in code points. */
export function nameOrder(db: Db): BoardOrder {
  return {
    ...textOrder(db),
    covers: (from, to) => hasFacet(db, nameFacets(textOrNull(from), textOrNull(to))),
  };
}

function textOrder(db: Db): Omit<BoardOrder, "covers"> {
  return {
    key: db`l.name_normal`,
    unindexed: db`(l.name_normal || '')`,
    type: db`text`,
    comparison: db`>`,
    upTo: db`<=`,
    direction: db`asc`,
    furthest: db`max`,
  };
}

/** All words in the name come before words found in the address or a former name. */
function relevanceOrder(db: Db, query: AskedQuery): BoardOrder {
  const search = textSearch(query.q) ?? "";
  const key = db`(case when l.name_tokens @@ ${search}::tsquery then '0' else '1' end || l.name_normal)`;
  return {
    ...textOrder(db),
    key,
    unindexed: key,
    covers: () => null,
  };
}

/** The newest rating first; sites without one come last. */
function dateOrder(db: Db, query: AskedQuery): BoardOrder {
  return {
    key: ratedOnKey(db, query),
    unindexed: db`greatest(${ratedOnColumn(db, query)}, '-infinity')`,
    type: db`date`,
    comparison: db`<`,
    upTo: db`>=`,
    direction: db`desc`,
    furthest: db`min`,
    covers: (from, to) =>
      hasFacet(db, dayFacets(query.domain, `${to ?? "-infinity"}`, textOrNull(from))),
  };
}

/** By distance on the map, which is true in all directions nearby. */
function distanceOrder(db: Db, here: GridPoint): BoardOrder {
  const key = db`point(l.grid_x, l.grid_y) <-> point(${here.x}, ${here.y})`;
  return {
    key,
    unindexed: key,
    type: db`float8`,
    comparison: db`>`,
    upTo: db`<=`,
    direction: db`asc`,
    furthest: db`max`,
    covers: (_, to) => {
      const facets =
        to === null ? null : placeFacets([boundsAround(here, Number(to))], AROUND_CELLS_MAX);
      return facets && hasFacet(db, facets);
    },
  };
}

/** Half the world: to leave the other half out is worth as many look-ups. */
const AROUND_CELLS_MAX = 128;

const GRID_MAX = 2 ** 24 - 1;

function boundsAround({ x, y }: GridPoint, radius: number) {
  const unit = (at: number) => Math.min(Math.max(Math.round(at), 0), GRID_MAX);
  return {
    zoom: 24,
    minX: unit(x - radius - 1),
    maxX: unit(x + radius + 1),
    minY: unit(y - radius - 1),
    maxY: unit(y + radius + 1),
  };
}

function textOrNull(key: Place["key"] | null): string | null {
  return key === null ? null : `${key}`;
}

/** A page of a list in one order. */
export interface Slice {
  order: BoardOrder;
  after: Place | null;
  limit: number;
}

/** The condition that a key and its site come after a place in an order. */
export function isAfter(db: Db, order: BoardOrder, after: Place | null, key = order.key) {
  if (!after) return db``;
  const { comparison, type } = order;
  return db`and (${key}, site_id) ${comparison} (${after.key}::${type}, ${after.siteId}::bigint)`;
}

/** What rows with a key and their site are sorted by. */
export function inOrder(db: Db, { direction }: BoardOrder, key: Fragment) {
  return db`order by ${key} ${direction}, site_id ${direction}`;
}
