import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";
import type { Db } from "@/db/client";
import { boardFilter } from "@/db/queries/board-filter";

/** The box that all sites of a query lie in, whatever its bounds; null where none has a place. */
export async function findExtent(db: Db, query: BoardQuery): Promise<Box | null> {
  const [row] = await db<(Box | { west: null })[]>`
    select min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south,
      max(lon_e6) / 1e6 as east, max(lat_e6) / 1e6 as north
    from listings l where ${boardFilter(db, query)}`;
  return row && row.west !== null ? row : null;
}
