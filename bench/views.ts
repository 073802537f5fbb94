import { setTimeout as delay } from "node:timers/promises";
import { toGrid } from "@/core/map-grid";
import { formatPublicId } from "@/core/public-id";

const PATIENCE_MS = 30_000;
const PAUSE_MS = 20;
const TILE_ZOOM = 18;

/** What a reader looks at, by name; and what must be in it. */
export type Views = Record<string, { path: string; shows: readonly string[] }>;

/** A site on its own in its map tile and in its search. */
export interface Watched {
  publicId: string;
  slug: string;
  at: { lat: number; lon: number };
  /** Words that find it alone. */
  q: string;
}

/** The views of a site that show its name or word, and its colour. */
export function viewsOf({ publicId, slug, at, q }: Watched, word: string, colour: string): Views {
  const id = formatPublicId(publicId);
  const query = encodeURIComponent(q);
  const { x, y } = toGrid(at);
  const shift = 24 - TILE_ZOOM;
  const tile = `${TILE_ZOOM}/${x >> shift}/${y >> shift}`;
  return {
    list: { path: `/en?q=${query}`, shows: [word] },
    page: { path: `/en/sites/${id}/${slug}`, shows: [word] },
    map: { path: `/api/v1/map/food/${tile}`, shows: [colour] },
    search: { path: `/api/v1/sites?q=${query}`, shows: [word, colour] },
    API: { path: `/api/v1/sites/${id}`, shows: [word, colour] },
  };
}

/** Milliseconds from a moment to its being seen. */
export async function seenAfter(url: string, view: Views[string], since: number): Promise<number> {
  for (;;) {
    const response = await fetch(url + view.path);
    const text = await response.text();
    const time = performance.now() - since;
    if (response.ok && view.shows.every((part) => text.includes(part))) return time;
    if (time > PATIENCE_MS) throw new Error(`${view.path} does not show ${view.shows.join(", ")}.`);
    await delay(PAUSE_MS);
  }
}
