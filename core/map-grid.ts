export const GRID_BITS = 24;
export const CELL_ZOOM_MIN = 3;
export const CELL_ZOOM_MAX = 14;
export interface GridPoint {
  x: number;
  y: number;
}
export interface GridBounds {
  zoom: number;
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}
const SIZE = 2 ** GRID_BITS;
const clamp = (v: number, lo: number, hi: number) => Math.min(Math.max(v, lo), hi);
export function toGrid({ lat, lon }: { lat: number; lon: number }): GridPoint {
  const sin = Math.sin((clamp(lat, -85.0511, 85.0511) * Math.PI) / 180);
  const fx = (lon + 180) / 360;
  const fy = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return {
    x: clamp(Math.floor(fx * SIZE), 0, SIZE - 1),
    y: clamp(Math.floor(fy * SIZE), 0, SIZE - 1),
  };
}
export function fromGrid(p: GridPoint) {
  const n = Math.PI * (1 - (2 * (p.y + 0.5)) / SIZE);
  return { lat: (Math.atan(Math.sinh(n)) * 180) / Math.PI, lon: ((p.x + 0.5) / SIZE) * 360 - 180 };
}
export function morton({ x, y }: GridPoint): number {
  let n = 0;
  for (let i = GRID_BITS - 1; i >= 0; i -= 1) n = n * 4 + ((y >> i) & 1) * 2 + ((x >> i) & 1);
  return n;
}
export function unmorton(n: number): GridPoint {
  let x = 0,
    y = 0,
    rest = n;
  for (let i = 0; i < GRID_BITS; i += 1) {
    const q = rest % 4;
    rest = Math.floor(rest / 4);
    x += (q & 1) * 2 ** i;
    y += (q >> 1) * 2 ** i;
  }
  return { x, y };
}
export function cellZoomForView(z: number) {
  return clamp(Math.floor(z) + 2, CELL_ZOOM_MIN, CELL_ZOOM_MAX);
}
export function alignBounds(
  box: { west: number; south: number; east: number; north: number },
  zoom: number,
): GridBounds[] {
  if (box.west > box.east)
    return [
      ...alignBounds({ ...box, east: 180 }, zoom),
      ...alignBounds({ ...box, west: -180 }, zoom),
    ];
  const a = toGrid({ lat: box.north, lon: box.west }),
    b = toGrid({ lat: box.south, lon: box.east });
  const s = 2 ** (GRID_BITS - zoom);
  return [
    {
      zoom,
      minX: Math.floor(a.x / s),
      maxX: Math.floor(b.x / s),
      minY: Math.floor(a.y / s),
      maxY: Math.floor(b.y / s),
    },
  ];
}
export function boundsToBox(b: GridBounds) {
  const s = 2 ** (GRID_BITS - b.zoom);
  const nw = fromGrid({ x: b.minX * s, y: b.minY * s }),
    se = fromGrid({ x: (b.maxX + 1) * s - 1, y: (b.maxY + 1) * s - 1 });
  return { west: nw.lon, north: nw.lat, east: se.lon, south: se.lat };
}
export function mortonRanges(b: GridBounds): [number, number][] {
  const out: [number, number][] = [];
  const visit = (level: number, x: number, y: number, n: number) => {
    const s = 2 ** (b.zoom - level);
    if (x * s > b.maxX || (x + 1) * s - 1 < b.minX || y * s > b.maxY || (y + 1) * s - 1 < b.minY)
      return;
    if (
      level === b.zoom ||
      (x * s >= b.minX && (x + 1) * s - 1 <= b.maxX && y * s >= b.minY && (y + 1) * s - 1 <= b.maxY)
    ) {
      const f = 4 ** (GRID_BITS - level);
      const last = out.at(-1);
      if (last && last[1] === n * f - 1) last[1] = (n + 1) * f - 1;
      else out.push([n * f, (n + 1) * f - 1]);
      return;
    }
    for (let q = 0; q < 4; q += 1) visit(level + 1, x * 2 + (q & 1), y * 2 + (q >> 1), n * 4 + q);
  };
  visit(0, 0, 0, 0);
  return out;
}
export function tileRange(z: number, x: number, y: number): [number, number] {
  const s = 2 ** (GRID_BITS - z);
  const low = morton({ x: x * s, y: y * s });
  return [low, low + 4 ** (GRID_BITS - z) - 1];
}
export function distanceM(
  a: { lat: number; lon: number },
  b: { lat: number; lon: number },
): number {
  const r = Math.PI / 180,
    h =
      Math.sin(((b.lat - a.lat) * r) / 2) ** 2 +
      Math.cos(a.lat * r) * Math.cos(b.lat * r) * Math.sin(((b.lon - a.lon) * r) / 2) ** 2;
  return 2 * 6371008.8 * Math.asin(Math.sqrt(h));
}
