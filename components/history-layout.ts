import type { IsoDate } from "@/core/import-row";
import type { Visit } from "@/core/listing";

export const STRIP_LANE_PX = 28;
const VISITS_MAX = 60;
const LANES_MAX = 6;
/** How far the axis goes, in percent of the width: a mark still fits beside it on a phone. */
export const STRIP_END = 91;
/** Marks closer than this, in percent, would touch on a narrow phone (320 px less margins). */
const APART = 9;
const YEARS_MAX = 6;
const DAY_MS = 86_400_000;

interface PlacedVisit {
  visit: Visit;
  /** From the oldest side. */
  percent: number;
  /** 0 lies on the axis; marks that would touch move up. */
  lane: number;
}

/** Places visits, newest first, on a time axis that ends today. */
export function layOutStrip(
  visits: readonly Visit[],
  today: IsoDate,
): {
  marks: PlacedVisit[];
  years: { year: number; percent: number }[];
  lanes: number;
  left: number;
} {
  const shown = visits.slice(0, VISITS_MAX);
  const end = Date.parse(today);
  const oldest = Date.parse(shown.at(-1)?.visitedOn ?? today);
  // Less than a year of history would make days look like years.
  const start = Math.min(oldest, end - 365 * DAY_MS);
  const percentOf = (time: number) => ((Math.min(time, end) - start) / (end - start)) * STRIP_END;
  const ends: number[] = [];
  const marks = shown.map((visit) => {
    const percent = percentOf(Date.parse(visit.visitedOn));
    const lane = freeLane(ends, percent);
    ends[lane] = percent;
    return { visit, percent, lane };
  });
  return {
    marks,
    years: yearTicks(start, end).map((year) => ({ year, percent: percentOf(Date.UTC(year, 0)) })),
    lanes: Math.max(1, ends.length),
    left: visits.length - shown.length,
  };
}

/** The lowest lane whose last mark is far enough, or where all are full the least crowded. */
function freeLane(ends: readonly number[], percent: number): number {
  const free = ends.findIndex((last) => last - percent >= APART);
  if (free >= 0) return free;
  if (ends.length < LANES_MAX) return ends.length;
  return ends.indexOf(Math.max(...ends));
}

/** Up to six years within a period, evenly apart. */
function yearTicks(start: number, end: number): number[] {
  const [first, last] = [new Date(start).getUTCFullYear() + 1, new Date(end).getUTCFullYear()];
  const step = Math.ceil((last - first + 1) / YEARS_MAX);
  const years: number[] = [];
  for (let year = last; year >= first; year -= step) years.unshift(year);
  return years;
}
