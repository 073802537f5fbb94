import type { TileUrl } from "@/components/map-tile-cache";
import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";
import { alignBounds, boundsToBox, cellZoomForView } from "@/core/map-grid";
import { isColour, STANDINGS, type Standing, UNRATED_STATES } from "@/core/standing";

// In the browser addresses are rewritten rather than parsed: reading them takes zod, which would
// weigh more than the map.

/** What tiles of marks depend on; place, zoom and order are not part of it. */
export function tileQuestion(query: BoardQuery): { key: string; urlOf: TileUrl } {
  const filter = tileFilter(query);
  return {
    key: `${query.domain} ${filter}`,
    urlOf: ({ z, x, y }) => `/api/v1/map/${query.domain}/${z}/${x}/${y}${filter && `?${filter}`}`,
  };
}

/** Filters as URL parameters in one order, so that equal questions are one address to caches. */
export function tileFilter(query: BoardQuery): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | null) => value && search.set(name, value);
  set("q", query.q);
  set("colour", coloursOf(query.standings).join(","));
  set("category", [...query.categories].sort().join(","));
  set("authority", query.authority);
  set("since", query.since);
  return search.toString();
}

/** In the order of the words, and all grey states that the board shows unasked as one. */
function coloursOf(standings: readonly Standing[]): string[] {
  const open = UNRATED_STATES.filter((state) => state !== "ceased");
  const all = open.every((state) => standings.includes(state));
  const words = STANDINGS.filter((one) => standings.includes(one));
  if (!all) return words;
  return [...words.filter((one) => one === "ceased" || isColour(one)), "unrated"];
}

/** An address with another area of the map, or with none; page cursors belong to the old one. */
export function withView(address: URLSearchParams, view: { bounds: Box; zoom: number } | null) {
  const search = new URLSearchParams(address);
  const sort = search.get("sort");
  for (const name of ["bbox", "z", "cursor", "sort"]) search.delete(name);
  if (view) {
    search.set("bbox", bboxText(view.bounds));
    search.set("z", String(view.zoom));
  }
  // Parameters keep one order, so that equal addresses are one address to caches.
  if (sort) search.set("sort", sort);
  return search.size > 0 ? `?${search}` : "";
}

/**
 * The box of the whole cells that a view touches, for which the list counts the same places as
 * the map; views that differ by less than a cell have one address.
 */
export function cellBox(view: Box, zoom: number): Box {
  const boxes = alignBounds(view, cellZoomForView(zoom)).map(boundsToBox);
  const [first, last = first] = [boxes[0], boxes.at(-1)];
  return first && last ? { ...first, east: last.east } : view;
}

/** As in addresses: five decimals, about a metre. */
export function bboxText({ west, south, east, north }: Box): string {
  return [west, south, east, north].map((degrees) => Math.round(degrees * 1e5) / 1e5).join(",");
}
