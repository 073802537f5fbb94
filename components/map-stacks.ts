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
  let groups = marks.map(groupOf);
  for (let before = Number.POSITIVE_INFINITY; groups.length < before; ) {
    before = groups.length;
    // A mark grows with what it takes in, and may then cover another.
    groups = gatherOnce(groups);
  }
  return groups.map((group) => ({
    mark: markOf(group),
    x: group.x,
    y: group.y,
    with: group.first.with,
  }));
}

/** Marks that have become one, at the place of the first, so that it stays put while others join. */
interface Group<M> {
  first: Placed<M>;
  x: number;
  y: number;
  /** Null where places are only counted. */
  sites: Site[] | null;
  counts: Counts;
  box: Box;
  total: number;
  isOne: boolean;
}

function groupOf<M>(first: Placed<M>): Group<M> {
  const { mark, x, y } = first;
  const one = { first, x, y, isOne: true };
  if (mark.kind !== "site") {
    const { counts, box } = mark;
    const sites = mark.kind === "stack" ? [...mark.sites] : null;
    return { ...one, sites, counts: { ...counts }, box: { ...box }, total: totalOf(counts) };
  }
  const counts: Counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  counts[isColour(mark.standing) ? mark.standing : "unrated"] = 1;
  const box = { west: mark.lon, south: mark.lat, east: mark.lon, north: mark.lat };
  return { ...one, sites: [mark], counts, box, total: 1 };
}

function markOf<M>({ first, isOne, sites, counts, box }: Group<M>): DrawnMark {
  if (isOne) return first.mark;
  const { lat, lon } = first.mark;
  if (sites) return { kind: "stack", lat, lon, counts, box, sites };
  return { kind: "cluster", lat, lon, counts, box };
}

function gatherOnce<M>(groups: Group<M>[]): Group<M>[] {
  groups.sort((a, b) => b.total - a.total || a.y - b.y || a.x - b.x);
  const cells = new Map<number, Group<M>[]>();
  const apart: Group<M>[] = [];
  for (const next of groups) {
    const column = Math.floor(next.x / CELL_PX);
    const row = Math.floor(next.y / CELL_PX);
    const host = findCovering(cells, column, row, next);
    if (host) {
      takeIn(host, next);
      continue;
    }
    apart.push(next);
    const cell = cells.get(cellKey(column, row));
    if (cell) cell.push(next);
    else cells.set(cellKey(column, row), [next]);
  }
  return apart;
}

/** Cells of the deepest view are some 2 million to a side, and a view may be a few worlds away. */
function cellKey(column: number, row: number): number {
  return column * 2 ** 25 + row;
}

function findCovering<M>(
  cells: ReadonlyMap<number, Group<M>[]>,
  column: number,
  row: number,
  next: Group<M>,
): Group<M> | null {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      for (const other of cells.get(cellKey(column + dx, row + dy)) ?? []) {
        if (covers(other, next)) return other;
      }
    }
  }
  return null;
}

function covers<M>(a: Group<M>, b: Group<M>): boolean {
  const apart = (acrossOf(a) + acrossOf(b)) / 2;
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < apart ** 2;
}

function acrossOf<M>({ first, isOne, total }: Group<M>): number {
  return isOne && first.mark.kind === "site" ? SITE_PX : ringSize(total);
}

function takeIn<M>(host: Group<M>, other: Group<M>): void {
  for (const part of COUNTED) host.counts[part] += other.counts[part];
  host.total += other.total;
  host.box.west = Math.min(host.box.west, other.box.west);
  host.box.south = Math.min(host.box.south, other.box.south);
  host.box.east = Math.max(host.box.east, other.box.east);
  host.box.north = Math.max(host.box.north, other.box.north);
  if (host.sites && other.sites) host.sites.push(...other.sites);
  else host.sites = null;
  host.isOne = false;
}
