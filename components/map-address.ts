import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";

// In the browser addresses are rewritten rather than parsed: reading them takes zod, which would
// weigh more than the map.

/** What tiles of marks depend on, as URL parameters; place, zoom and order are not part of it. */
export function tileFilter(query: BoardQuery): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string | null) => value && search.set(name, value);
  set("q", query.q);
  set("colour", query.standings.join(","));
  set("category", query.categories.join(","));
  set("authority", query.authority);
  set("since", query.since);
  return search.toString();
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

/** As in addresses: five decimals, about a metre. */
export function bboxText({ west, south, east, north }: Box): string {
  return [west, south, east, north].map((degrees) => Math.round(degrees * 1e5) / 1e5).join(",");
}
