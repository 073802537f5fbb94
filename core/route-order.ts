import { distanceM, type Position } from "@/core/map-grid";

/** From so many starts the nearest-neighbour way is tried; of a day's stops that is each of them. */
const STARTS_MAX = 60;
/** Rounds of improvement after which nothing worth a detour is left. */
const ROUNDS_MAX = 40;

/**
 * An order of stops with a short way from the first to the last: nearest neighbour from each
 * start, made better by turning stretches around (2-opt). Never longer than the order given, which
 * is kept where nothing is shorter; stops without a position follow in theirs.
 */
export function routeOrder<T extends { position: Position | null }>(stops: readonly T[]): T[] {
  const placed = stops.filter((stop) => stop.position !== null);
  const distances = placed.map((a) => placed.map((b) => between(a.position, b.position)));
  const given = placed.map((_, at) => at);
  let best = given;
  for (const order of [given, ...given.slice(0, STARTS_MAX).map((at) => nearest(at, distances))]) {
    const improved = untangle(order, distances);
    if (wayOf(improved, distances) < wayOf(best, distances)) best = improved;
  }
  const ordered = best.flatMap((at) => placed[at] ?? []);
  return [...ordered, ...stops.filter((stop) => stop.position === null)];
}

/** How far it is from the first stop to the last one, in a straight line from each to the next. */
export function routeLengthM(stops: readonly { position: Position | null }[]): number {
  const placed = stops.flatMap(({ position }) => position ?? []);
  return placed.slice(1).reduce((sum, to, at) => sum + between(placed[at] ?? null, to), 0);
}

function between(a: Position | null, b: Position | null): number {
  return a && b ? distanceM(a, b) : 0;
}

type Distances = readonly (readonly number[])[];

function step(distances: Distances, from: number | undefined, to: number | undefined): number {
  return from === undefined || to === undefined ? 0 : (distances[from]?.[to] ?? 0);
}

function wayOf(order: readonly number[], distances: Distances): number {
  return order.slice(1).reduce((sum, to, at) => sum + step(distances, order[at], to), 0);
}

function nearest(start: number, distances: Distances): number[] {
  const order = [start];
  const left = new Set(distances.keys());
  left.delete(start);
  for (let here = start; left.size > 0; ) {
    let next = -1;
    for (const one of left) {
      if (next < 0 || step(distances, here, one) < step(distances, here, next)) next = one;
    }
    order.push(next);
    left.delete(next);
    here = next;
  }
  return order;
}

/** Turns stretches around as long as that shortens the way by more than rounding would. */
function untangle(given: readonly number[], distances: Distances): number[] {
  let order = [...given];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let gained = false;
    for (let from = 0; from < order.length - 1; from += 1) {
      for (let to = from + 1; to < order.length; to += 1) {
        const before =
          step(distances, order[from - 1], order[from]) + step(distances, order[to], order[to + 1]);
        const after =
          step(distances, order[from - 1], order[to]) + step(distances, order[from], order[to + 1]);
        if (after >= before - 1e-6) continue;
        const turned = order.slice(from, to + 1).reverse();
        order = [...order.slice(0, from), ...turned, ...order.slice(to + 1)];
        gained = true;
      }
    }
    if (!gained) break;
  }
  return order;
}
