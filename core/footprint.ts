import { type BoardQuery, boundingCells } from "@/core/board-query";
import type { Category } from "@/core/category";
import { cellOf, type GridBounds, unmorton } from "@/core/map-grid";
import type { Publication, Touched } from "@/core/publication";
import { queryTokens } from "@/core/tokens";

/** Which publications an answer depends on: all, or only those that touch something of its own. */
export type Footprint =
  | "everything"
  | { sites: readonly string[] }
  | { authority: string }
  | { tile: readonly [low: number, high: number] }
  | { board: BoardFootprint };

/** What of a site decides whether a board query finds it, its rating apart. */
interface BoardFootprint {
  words: readonly string[];
  prefix: string | null;
  /** Slug. */
  authority: string | null;
  /** Empty for any. */
  categories: readonly Category[];
  /** Empty for anywhere. */
  cells: readonly GridBounds[];
}

/** The header by which whoever makes an answer tells the front its footprint. */
export const FOOTPRINT_HEADER = "placard-footprint";

/** A footprint as that header; in ASCII, as headers are. */
export function footprintHeader(footprint: Footprint): Record<typeof FOOTPRINT_HEADER, string> {
  const text = JSON.stringify(footprint).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return { [FOOTPRINT_HEADER]: text };
}

/** The footprint of what a board query finds, as it was searched: after its words were corrected. */
export function boardFootprint(query: BoardQuery): Footprint {
  const { authority, categories } = query;
  const { words, prefix } = queryTokens(query.q);
  const cells = boundingCells(query) ?? [];
  const isNarrow =
    words.length > 0 || prefix || authority || categories.length > 0 || cells.length > 0;
  return isNarrow ? { board: { words, prefix, authority, categories, cells } } : "everything";
}

/** Whether an answer with this footprint may differ after a publication. */
export function concerns({ touched }: Publication, footprint: Footprint): boolean {
  if (touched === null || footprint === "everything") return true;
  return touched.some((one) => {
    if ("sites" in footprint) return footprint.sites.includes(one.site);
    if ("authority" in footprint) return footprint.authority === one.authority;
    if ("board" in footprint) return isFound(one, footprint.board);
    const [low, high] = footprint.tile;
    return one.morton !== null && one.morton >= low && one.morton <= high;
  });
}

function isFound(one: Touched, { words, prefix, authority, categories, cells }: BoardFootprint) {
  return (
    (authority === null || authority === one.authority) &&
    (categories.length === 0 || categories.includes(one.category)) &&
    (cells.length === 0 || cells.some((bounds) => isInside(one.morton, bounds))) &&
    words.every((word) => one.tokens.includes(word)) &&
    (prefix === null || one.tokens.some((token) => token.startsWith(prefix)))
  );
}

function isInside(morton: number | null, { zoom, minX, maxX, minY, maxY }: GridBounds): boolean {
  if (morton === null) return false;
  const { x, y } = unmorton(cellOf(morton, zoom));
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}
