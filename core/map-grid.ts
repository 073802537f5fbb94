import type { Box } from "@/core/listing";

/** Bits of one axis of the grid that covers the Web-Mercator square (DESIGN §4). */
export const GRID_BITS = 24;

/** Zooms for which cells are counted; a cell of zoom z is a 64 px square of view zoom z - 2. */
export const CELL_ZOOM_MIN = 3;
export const CELL_ZOOM_MAX = 14;

/** From this zoom on a tile shows every site by itself: a deeper one has nothing to add. */
export const SINGLES_ZOOM = 16;

/** Degrees. */
export interface Position {
  lat: number;
  lon: number;
}

/** A unit of the grid: x to the east, y to the south, both 0 to 2^24 - 1. */
export interface GridPoint {
  x: number;
  y: number;
}

/** Whole cells of one zoom, inclusive. */
export interface GridBounds {
  zoom: number;
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}

const SIZE = 2 ** GRID_BITS;
const LATITUDE_MAX = 85.0511;

/** The unit of the grid that a position lies in; latitudes beyond the map are moved to its edge. */
export function toGrid({ lat, lon }: Position): GridPoint {
  const sin = Math.sin((clamp(lat, -LATITUDE_MAX, LATITUDE_MAX) * Math.PI) / 180);
  const x = (lon + 180) / 360;
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return { x: unit(x), y: unit(y) };
}

/** The middle of a unit of the grid; halves are allowed, so that edges can be asked for. */
export function fromGrid({ x, y }: GridPoint): Position {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / SIZE)));
  return { lat: (lat * 180) / Math.PI, lon: ((x + 0.5) / SIZE) * 360 - 180 };
}

/** The 48-bit Morton number of a unit: bits of x and y interleaved, x in the lower of each pair. */
export function morton({ x, y }: GridPoint): number {
  let number = 0;
  for (let bit = GRID_BITS - 1; bit >= 0; bit -= 1) {
    // Multiplied, not shifted: 48 bits are beyond what JavaScript's shifts hold.
    number = number * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1);
  }
  return number;
}

/** The unit that a Morton number stands for. */
export function unmorton(number: number): GridPoint {
  let x = 0;
  let y = 0;
  let rest = number;
  for (let place = 1; place < SIZE; place *= 2) {
    const pair = rest % 4;
    x += (pair & 1) * place;
    y += (pair >> 1) * place;
    rest = Math.floor(rest / 4);
  }
  return { x, y };
}

/** The number of the cell of a zoom that a 48-bit Morton number lies in. */
export function cellOf(mortonNumber: number, zoom: number): number {
  return Math.floor(mortonNumber / 4 ** (GRID_BITS - zoom));
}

/** The bounds that hold one cell alone. */
export function boundsOfCell(cell: number, zoom: number): GridBounds {
  const corner = unmorton(cell * 4 ** (GRID_BITS - zoom));
  const size = 2 ** (GRID_BITS - zoom);
  const [x, y] = [Math.floor(corner.x / size), Math.floor(corner.y / size)];
  return { zoom, minX: x, maxX: x, minY: y, maxY: y };
}

/** The zoom of the 64 px cells of a view; beyond {@link CELL_ZOOM_MAX} they are not counted. */
export function cellZoomForView(viewZoom: number): number {
  return clamp(Math.floor(viewZoom) + 2, CELL_ZOOM_MIN, GRID_BITS);
}

/**
 * The whole cells that cover a box; two bounds, which share no cell, where it crosses the
 * antimeridian.
 */
export function alignBounds(box: Box, zoom: number): GridBounds[] {
  if (box.west > box.east) {
    const halves = [
      ...alignBounds({ ...box, east: 180 }, zoom),
      ...alignBounds({ ...box, west: -180 }, zoom),
    ];
    // A box nearly around the world begins and ends in one column, which must not count twice.
    const meet = (halves[0]?.minX ?? 0) <= (halves[1]?.maxX ?? 0);
    return meet ? alignBounds({ ...box, west: -180, east: 180 }, zoom) : halves;
  }
  const corner = toGrid({ lat: box.north, lon: box.west });
  const opposite = toGrid({ lat: box.south, lon: box.east });
  const size = 2 ** (GRID_BITS - zoom);
  const cell = (at: number) => Math.floor(at / size);
  return [
    {
      zoom,
      minX: cell(corner.x),
      maxX: cell(opposite.x),
      minY: cell(corner.y),
      maxY: cell(opposite.y),
    },
  ];
}

/**
 * Units that the box of whole cells stays inside them. A URL rounds degrees to five decimals, and
 * 0.000005 degrees are 2.7 units at the northern edge of the map.
 */
const INSET_UNITS = 8;

/** The box of whole cells, a hair inside: aligning it gives them back, even rounded as in a URL. */
export function boundsToBox({ zoom, minX, maxX, minY, maxY }: GridBounds): Box {
  const size = 2 ** (GRID_BITS - zoom);
  const inset = Math.min(INSET_UNITS, size / 2) - 0.5;
  const northWest = fromGrid({ x: minX * size + inset, y: minY * size + inset });
  const southEast = fromGrid({
    x: (maxX + 1) * size - 1 - inset,
    y: (maxY + 1) * size - 1 - inset,
  });
  return {
    west: northWest.lon,
    north: northWest.lat,
    east: southEast.lon,
    south: southEast.lat,
  };
}

/** The inclusive ranges of Morton numbers that cover exactly the cells of bounds, in order. */
export function mortonRanges(bounds: GridBounds): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  const descend = (level: number, x: number, y: number, number: number) => {
    const cells = 2 ** (bounds.zoom - level);
    const [west, east] = [x * cells, (x + 1) * cells - 1];
    const [north, south] = [y * cells, (y + 1) * cells - 1];
    const apart =
      west > bounds.maxX || east < bounds.minX || north > bounds.maxY || south < bounds.minY;
    if (apart) return;
    const inside =
      west >= bounds.minX && east <= bounds.maxX && north >= bounds.minY && south <= bounds.maxY;
    if (!inside) {
      for (let q = 0; q < 4; q += 1) {
        descend(level + 1, x * 2 + (q & 1), y * 2 + (q >> 1), number * 4 + q);
      }
      return;
    }
    const units = 4 ** (GRID_BITS - level);
    const [from, to] = [number * units, (number + 1) * units - 1];
    const last = ranges.at(-1);
    if (last && last[1] === from - 1) last[1] = to;
    else ranges.push([from, to]);
  };
  descend(0, 0, 0, 0);
  return ranges;
}

/** The inclusive range of Morton numbers of a map tile. */
export function tileRange(z: number, x: number, y: number): [from: number, to: number] {
  const size = 2 ** (GRID_BITS - z);
  const from = morton({ x: x * size, y: y * size });
  return [from, from + size ** 2 - 1];
}

const EARTH_RADIUS_M = 6_371_008.8;

/** Metres between two positions on a sphere. */
export function distanceM(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) *
      Math.cos(b.lat * radians) *
      Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h));
}

function unit(share: number): number {
  return clamp(Math.floor(share * SIZE), 0, SIZE - 1);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

/** The same bounds, or larger ones of whole cells of a zoom where theirs is deeper. */
export function coarser(bounds: GridBounds, zoom: number): GridBounds {
  const size = 2 ** Math.max(bounds.zoom - zoom, 0);
  const { minX, maxX, minY, maxY } = bounds;
  return {
    zoom: Math.min(bounds.zoom, zoom),
    minX: Math.floor(minX / size),
    maxX: Math.floor(maxX / size),
    minY: Math.floor(minY / size),
    maxY: Math.floor(maxY / size),
  };
}
