import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";

/** About a quarter of an hour's walk, in degrees. */
const WALK = 0.012;

/** Where the map should look: around the reader, or at all that was found. */
export function boardBounds(query: BoardQuery, extent: Box | null): Box | null {
  if (!query.near) return extent;
  const { lat, lon } = query.near;
  return { west: lon - WALK, east: lon + WALK, south: lat - WALK, north: lat + WALK };
}
