import { createHash } from "node:crypto";
import { z } from "zod";
import { type BoardQuery, boardSearch } from "@/core/board-query";

/** The last row of a page: its value of the sort key, and its site. */
export interface Place {
  key: string | number;
  siteId: number;
}

/** What each order sorts by; a cursor is public, so its key may be anything a reader writes. */
const KEYS: Readonly<Record<BoardQuery["sort"], z.ZodType<string | number>>> = {
  name: z.string().regex(/^[^\0]*$/),
  relevance: z.string().regex(/^[^\0]*$/),
  distance: z.number().min(0),
  date: z.iso.date().or(z.literal("-infinity")),
};

/** One list in one order: a cursor made in it is read in it alone. */
export interface CursorScope {
  of: string;
  sort: BoardQuery["sort"];
}

export function boardScope(query: BoardQuery): CursorScope {
  return { of: boardSearch(query).toString(), sort: query.sort };
}

/** Where the next page begins, as text for a URL. */
export function writeCursor(scope: CursorScope, { key, siteId }: Place): string {
  return Buffer.from(JSON.stringify([markOf(scope), key, siteId])).toString("base64url");
}

/** The place that a cursor names; null for one of another list, and for what is none at all. */
export function readCursor(scope: CursorScope, cursor: string): Place | null {
  const shape = z.tuple([
    z.literal(markOf(scope)),
    KEYS[scope.sort],
    z.number().int().nonnegative(),
  ]);
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return read.success ? { key: read.data[1], siteId: read.data[2] } : null;
  } catch {
    return null;
  }
}

function markOf({ of, sort }: CursorScope): string {
  return createHash("sha256").update(`${of} ${sort}`).digest("base64url").slice(0, 8);
}
