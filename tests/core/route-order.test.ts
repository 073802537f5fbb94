import fc from "fast-check";
import { expect, test } from "vitest";
import { routeLengthM, routeOrder } from "@/core/route-order";

const position = fc.record({
  lat: fc.double({ min: 59.3, max: 59.5, noNaN: true }),
  lon: fc.double({ min: 24.5, max: 24.9, noNaN: true }),
});
const stops = fc
  .array(fc.option(position, { freq: 8 }), { maxLength: 40 })
  .map((positions) => positions.map((one, id) => ({ id, position: one })));

test("the order holds every stop once", () => {
  fc.assert(
    fc.property(stops, (given) => {
      const ids = routeOrder(given).map(({ id }) => id);
      expect(ids.toSorted((a, b) => a - b)).toEqual(given.map(({ id }) => id));
    }),
    { numRuns: 60 },
  );
});

test("the way is never longer than the one given", () => {
  fc.assert(
    fc.property(stops, (given) => {
      expect(routeLengthM(routeOrder(given))).toBeLessThanOrEqual(routeLengthM(given) + 1e-6);
    }),
    { numRuns: 60 },
  );
});

test("an order made once is not made again", () => {
  fc.assert(
    fc.property(stops, (given) => {
      const once = routeOrder(given);
      expect(routeLengthM(routeOrder(once))).toBeLessThanOrEqual(routeLengthM(once) + 1e-6);
    }),
    { numRuns: 40 },
  );
});

test("stops along one street are visited from one end to the other", () => {
  const along = [3, 0, 4, 1, 2].map((at) => ({
    at,
    position: { lat: 59.4, lon: 24.7 + at / 100 },
  }));
  const order = routeOrder(along).map(({ at }) => at);
  expect([order, order.toReversed()]).toContainEqual([0, 1, 2, 3, 4]);
});

test("stops without a position stay in their order, at the end", () => {
  const given = [
    { id: "a", position: null },
    { id: "b", position: { lat: 59.4, lon: 24.7 } },
    { id: "c", position: null },
  ];
  expect(routeOrder(given).map(({ id }) => id)).toEqual(["b", "a", "c"]);
  expect(routeOrder([])).toEqual([]);
});
