import { COUNTED, totalOf } from "@/components/map-labels";
import type { Counts } from "@/core/listing";

/** Part of a ring, in turns clockwise from the top. */
export interface Arc {
  part: keyof Counts;
  from: number;
  to: number;
}

/** A share too small to be seen is drawn this large: one red place among thousands must show. */
const TURN_MIN = 0.055;

/** How a ring divides among the parts that are there; together always one whole turn. */
export function ringArcs(counts: Counts): Arc[] {
  const total = totalOf(counts);
  const parts = COUNTED.filter((part) => counts[part] > 0);
  const raised = parts.map((part) => Math.max(counts[part] / total, TURN_MIN));
  const sum = raised.reduce((a, b) => a + b, 0);
  let from = 0;
  return parts.map((part, i) => {
    const arc = { part, from, to: i === parts.length - 1 ? 1 : from + (raised[i] ?? 0) / sum };
    from = arc.to;
    return arc;
  });
}

/** Pixels across, larger for more places. */
export function ringSize(total: number): number {
  if (total < 10) return 32;
  if (total < 100) return 38;
  if (total < 1_000) return 44;
  return 50;
}

const WIDTH = 6;
const GAP = 1.5;

/** A cluster as SVG text: the mix as a ring in the colours of the marks, the number inside. */
export function ringMarkup(counts: Counts, text: string): string {
  const size = ringSize(totalOf(counts));
  const radius = size / 2 - WIDTH / 2 - 1;
  const arcs = ringArcs(counts);
  const gap = arcs.length > 1 ? GAP / (2 * Math.PI * radius) : 0;
  const drawn = arcs.map(({ part, from, to }) => {
    const d = arcPath(size / 2, radius, from + gap, to - gap);
    const edge = part === "yellow" ? `<path class="map-ring-yellow-edge" d="${d}"/>` : "";
    return `${edge}<path class="map-ring-${part}" d="${d}"/>`;
  });
  const middle = size / 2;
  const long = text.length > 4 ? " map-ring-count-long" : "";
  return `<svg class="map-ring" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" aria-hidden="true"><circle class="map-ring-paper" cx="${middle}" cy="${middle}" r="${middle}"/>${drawn.join("")}<text class="map-ring-count${long}" x="${middle}" y="${middle}" dy="0.35em">${text}</text></svg>`;
}

function arcPath(middle: number, radius: number, from: number, to: number): string {
  const at = (turn: number) => {
    const angle = 2 * Math.PI * turn;
    return `${round(middle + radius * Math.sin(angle))} ${round(middle - radius * Math.cos(angle))}`;
  };
  // Two arcs, since one cannot go all the way round.
  const half = (from + to) / 2;
  const arc = `A${radius} ${radius} 0 0 1`;
  return `M${at(from)}${arc} ${at(half)}${arc} ${at(to)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
