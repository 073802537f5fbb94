import type { BoardQuery } from "@/core/board-query";
import type { Box, Listing } from "@/core/listing";

/** About a quarter of an hour's walk, in degrees. */
const WALK = 0.012;

/**
 * Where the map should look: around the reader, at all that was found where that is little, at the
 * authority's area, or at everything.
 */
export function boardBounds(
  query: BoardQuery,
  found: { items: readonly Listing[]; complete: boolean },
  areas: readonly { slug: string; box: Box }[],
): Box | null {
  if (query.near) return around(query.near);
  const positions = found.items.flatMap(({ position }) => position ?? []);
  if (found.complete && positions.length > 0) return union(positions.map(pointBox));
  const chosen = areas.filter(({ slug }) => !query.authority || slug === query.authority);
  return union(chosen.map(({ box }) => box));
}

function around({ lat, lon }: { lat: number; lon: number }): Box {
  return { west: lon - WALK, east: lon + WALK, south: lat - WALK, north: lat + WALK };
}

function pointBox({ lat, lon }: { lat: number; lon: number }): Box {
  return { west: lon, east: lon, south: lat, north: lat };
}

function union(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return {
    west: Math.min(...boxes.map((box) => box.west)),
    south: Math.min(...boxes.map((box) => box.south)),
    east: Math.max(...boxes.map((box) => box.east)),
    north: Math.max(...boxes.map((box) => box.north)),
  };
}
