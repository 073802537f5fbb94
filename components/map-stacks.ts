import { COUNTED, totalOf } from "@/components/map-labels";
import { ringSize } from "@/components/map-ring";
import type { Box, Counts, MapMark } from "@/core/listing";
import { isColour } from "@/core/standing";

export type Site = Extract<MapMark, { kind: "site" }>;

/** What is drawn: the server's marks, and places too close to tell apart as one. */
export type DrawnMark =
  | MapMark
  | { kind: "stack"; lat: number; lon: number; counts: Counts; box: Box; sites: Site[] };

/** Pixels across the mark of one place. */
export const SITE_PX = 26;
/** The side of a cell of the grid; marks reach no further than into the next one. */
export const CELL_PX = 64;

export interface Placed<M> {
  mark: DrawnMark;
  x: number;
  y: number;
  /** What the caller gave with the first of the marks gathered here. */
  with: M;
}

/** Gathers marks that would cover each other, until none does; the larger takes in the smaller. */
export function gatherMarks<M>(marks: readonly Placed<M>[]): Placed<M>[] {
  const gathered = gatherOnce(marks);
  // A mark grows with what it takes in, and may then cover another.
  return gathered.length < marks.length ? gatherMarks(gathered) : gathered;
}

function gatherOnce<M>(marks: readonly Placed<M>[]): Placed<M>[] {
  const order = [...marks].sort(
    (a, b) => sizeOf(b.mark) - sizeOf(a.mark) || a.y - b.y || a.x - b.x,
  );
  const cells = new Map<number, Placed<M>[]>();
  const placed: Placed<M>[] = [];
  for (const next of order) {
    const column = Math.floor(next.x / CELL_PX);
    const row = Math.floor(next.y / CELL_PX);
    const host = findCovering(cells, column, row, next);
    if (host) {
      host.mark = join(host.mark, next.mark);
      continue;
    }
    const own = { ...next };
    placed.push(own);
    const cell = cells.get(keyOf(column, row));
    if (cell) cell.push(own);
    else cells.set(keyOf(column, row), [own]);
  }
  return placed;
}

/** Cells of the deepest view are some 4 million to a side, and a view may be a few worlds away. */
function keyOf(column: number, row: number): number {
  return column * 2 ** 25 + row;
}

function findCovering<M>(
  cells: ReadonlyMap<number, Placed<M>[]>,
  column: number,
  row: number,
  next: Placed<M>,
): Placed<M> | undefined {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      const host = cells.get(keyOf(column + dx, row + dy))?.find((other) => covers(other, next));
      if (host) return host;
    }
  }
  return undefined;
}

function covers(a: { mark: DrawnMark; x: number; y: number }, b: typeof a): boolean {
  const apart = (acrossOf(a.mark) + acrossOf(b.mark)) / 2;
  return Math.hypot(a.x - b.x, a.y - b.y) < apart;
}

function sizeOf(mark: DrawnMark): number {
  return mark.kind === "site" ? 1 : totalOf(mark.counts);
}

function acrossOf(mark: DrawnMark): number {
  return mark.kind === "site" ? SITE_PX : ringSize(totalOf(mark.counts));
}

/** One mark for two, at the place of the first, so that it stays put while others join. */
function join(first: DrawnMark, second: DrawnMark): DrawnMark {
  const { lat, lon } = first;
  const counts = { ...countsOf(first) };
  for (const part of COUNTED) counts[part] += countsOf(second)[part];
  const [a, b] = [boxOf(first), boxOf(second)];
  const box: Box = {
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  };
  const sites = [...(sitesOf(first) ?? []), ...(sitesOf(second) ?? [])];
  if (first.kind === "cluster" || second.kind === "cluster") {
    return { kind: "cluster", lat, lon, counts, box };
  }
  return { kind: "stack", lat, lon, counts, box, sites };
}

function countsOf(mark: DrawnMark): Counts {
  if (mark.kind !== "site") return mark.counts;
  const counts: Counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  counts[isColour(mark.standing) ? mark.standing : "unrated"] = 1;
  return counts;
}

function boxOf(mark: DrawnMark): Box {
  if (mark.kind !== "site") return mark.box;
  return { west: mark.lon, south: mark.lat, east: mark.lon, north: mark.lat };
}

/** The places of a mark, null where they are only counted. */
function sitesOf(mark: DrawnMark): Site[] | null {
  if (mark.kind === "site") return [mark];
  return mark.kind === "stack" ? mark.sites : null;
}
