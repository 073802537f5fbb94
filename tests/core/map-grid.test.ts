import fc from "fast-check";
import { expect, test } from "vitest";
import {
  alignBounds,
  boundsOfCell,
  boundsToBox,
  cellOf,
  cellZoomForView,
  distanceM,
  fromGrid,
  morton,
  mortonRanges,
  tileRange,
  toGrid,
  unmorton,
} from "@/core/map-grid";

const UNITS = 2 ** 24 - 1;
const anyUnit = fc.record({
  x: fc.integer({ min: 0, max: UNITS }),
  y: fc.integer({ min: 0, max: UNITS }),
});
const anyBounds = fc
  .record({
    zoom: fc.integer({ min: 3, max: 14 }),
    a: anyUnit,
    spanX: fc.nat(63),
    spanY: fc.nat(63),
  })
  .map(({ zoom, a, spanX, spanY }) => {
    const cell = (unit: number) => Math.floor(unit / 2 ** (24 - zoom));
    const [minX, minY] = [cell(a.x), cell(a.y)];
    return {
      zoom,
      minX,
      maxX: Math.min(minX + spanX, 2 ** zoom - 1),
      minY,
      maxY: Math.min(minY + spanY, 2 ** zoom - 1),
    };
  });

test("a position survives the way to the grid and back to within two metres", () => {
  const anywhere = fc.record({
    lat: fc.double({ min: -84, max: 84, noNaN: true }),
    lon: fc.double({ min: -180, max: 179.999, noNaN: true }),
  });
  fc.assert(fc.property(anywhere, (place) => distanceM(place, fromGrid(toGrid(place))) < 2));
});

test("Morton numbers are exact to 48 bits and keep cells together", () => {
  fc.assert(
    fc.property(anyUnit, fc.integer({ min: 3, max: 14 }), (unit, zoom) => {
      const number = morton(unit);
      expect(unmorton(number)).toEqual(unit);
      const { minX, minY } = boundsOfCell(cellOf(number, zoom), zoom);
      expect({ minX, minY }).toEqual({
        minX: Math.floor(unit.x / 2 ** (24 - zoom)),
        minY: Math.floor(unit.y / 2 ** (24 - zoom)),
      });
    }),
  );
  expect(morton({ x: UNITS, y: UNITS })).toBe(2 ** 48 - 1);
});

test("ranges cover exactly the cells of bounds, without touching each other", () => {
  fc.assert(
    fc.property(anyBounds, anyUnit, (bounds, unit) => {
      const ranges = mortonRanges(bounds);
      expect(ranges.length).toBeLessThanOrEqual(256);
      const units = 4 ** (24 - bounds.zoom);
      const covered = ranges.reduce((sum, [from, to]) => sum + (to - from + 1) / units, 0);
      expect(covered).toBe((bounds.maxX - bounds.minX + 1) * (bounds.maxY - bounds.minY + 1));
      ranges.slice(1).forEach(([from], before) => {
        expect(from).toBeGreaterThan((ranges[before]?.[1] ?? 0) + 1);
      });
      const size = 2 ** (24 - bounds.zoom);
      const [x, y] = [Math.floor(unit.x / size), Math.floor(unit.y / size)];
      const inside = x >= bounds.minX && x <= bounds.maxX && y >= bounds.minY && y <= bounds.maxY;
      const number = morton(unit);
      expect(ranges.some(([from, to]) => number >= from && number <= to)).toBe(inside);
    }),
  );
});

test("aligning the box of whole cells gives the same cells, even rounded as in a URL", () => {
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  fc.assert(
    fc.property(anyBounds, (bounds) => {
      const { west, south, east, north } = boundsToBox(bounds);
      expect(alignBounds({ west, south, east, north }, bounds.zoom)).toEqual([bounds]);
      const rounded = {
        west: round(west),
        south: round(south),
        east: round(east),
        north: round(north),
      };
      expect(alignBounds(rounded, bounds.zoom)).toEqual([bounds]);
    }),
    { numRuns: 1000 },
  );
});

test("the whole world, and more, is every cell", () => {
  const all = { zoom: 4, minX: 0, maxX: 15, minY: 0, maxY: 15 };
  expect(alignBounds({ west: -180, east: 180, south: -90, north: 90 }, 4)).toEqual([all]);
  expect(alignBounds({ west: -999, east: 999, south: -999, north: 999 }, 4)).toEqual([all]);
  expect(mortonRanges(all)).toEqual([[0, 2 ** 48 - 1]]);
});

test("a box across the antimeridian becomes two", () => {
  const [west, east] = alignBounds({ west: 179, east: -179, south: -1, north: 1 }, 5);
  expect([west?.maxX, east?.minX]).toEqual([31, 0]);
});

test("a box that ends in the column it began in, around the world, counts no cell twice", () => {
  const nearlyAll = alignBounds({ west: 10, east: 9.9, south: -1, north: 1 }, 5);
  expect(nearlyAll).toEqual([{ zoom: 5, minX: 0, maxX: 31, minY: 15, maxY: 16 }]);
});

test.each([
  [{ lat: 0, lon: 0 }, { lat: 0, lon: 0 }, 0],
  [{ lat: 0, lon: 0 }, { lat: 0, lon: 1 }, 111_195],
  [{ lat: 51.5074, lon: -0.1278 }, { lat: 48.8566, lon: 2.3522 }, 343_557],
  [{ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }, 111_195],
  [{ lat: 90, lon: 0 }, { lat: -90, lon: 0 }, 20_015_115],
])("from %j to %j are %d m", (a, b, metres) => {
  expect(Math.abs(distanceM(a, b) - metres)).toBeLessThan(50);
});

test("a tile is one range, made of the cells that it shows", () => {
  expect(tileRange(0, 0, 0)).toEqual([0, 2 ** 48 - 1]);
  const [from, to] = tileRange(5, 17, 10);
  expect((to - from + 1) / 4 ** (24 - cellZoomForView(5))).toBe(16);
});

test.each([
  [0, 3],
  [1, 3],
  [4.9, 6],
  [12, 14],
  [19, 21],
])("a view of zoom %d shows cells of zoom %i", (view, cells) => {
  expect(cellZoomForView(view)).toBe(cells);
});
