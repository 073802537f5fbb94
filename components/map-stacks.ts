import type { Box, Counts, MapMark } from "@/core/listing";
import { isColour } from "@/core/standing";

export type Site = Extract<MapMark, { kind: "site" }>;

/** What is drawn: the server's marks, and places too close to tell apart as one. */
export type DrawnMark =
  | MapMark
  | { kind: "stack"; lat: number; lon: number; counts: Counts; box: Box; sites: Site[] };

/** Nearer than this two marks would cover each other. */
const APART_PX = 27;

/** Gathers the places of one tile that would cover each other, the same way on every visit. */
export function stackSites(
  marks: readonly MapMark[],
  toPixel: (mark: Site) => { x: number; y: number },
): DrawnMark[] {
  const drawn: DrawnMark[] = [];
  const groups: { x: number; y: number; sites: Site[] }[] = [];
  for (const mark of marks) {
    if (mark.kind === "cluster") {
      drawn.push(mark);
      continue;
    }
    const { x, y } = toPixel(mark);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < APART_PX);
    if (near) near.sites.push(mark);
    else groups.push({ x, y, sites: [mark] });
  }
  return drawn.concat(groups.map(({ sites }) => asMark(sites)));
}

function asMark(sites: [Site, ...Site[]] | Site[]): DrawnMark {
  const [first] = sites;
  if (first && sites.length === 1) return first;
  const lats = sites.map(({ lat }) => lat);
  const lons = sites.map(({ lon }) => lon);
  const counts: Counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  for (const { standing } of sites) counts[isColour(standing) ? standing : "unrated"] += 1;
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    kind: "stack",
    lat: mean(lats),
    lon: mean(lons),
    counts,
    box: {
      west: Math.min(...lons),
      south: Math.min(...lats),
      east: Math.max(...lons),
      north: Math.max(...lats),
    },
    sites,
  };
}
