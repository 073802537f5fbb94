import type { Domain } from "@/core/standing";

/** The largest number that the database's `name_stretch` gives: of the last character there is. */
const NAME_MAX = 16384 + (0x10ffff >> 4);
/** In the year 2100. */
const MONTH_MAX = 1800;

/** Shifts of the three sizes of stretches, as in the database's function `listing_facets`. */
const NAME_SHIFTS = [10, 5, 0];
const MONTH_SHIFTS = [6, 3, 0];

/** What the facets of a domain begin with. */
export function domainLetter(domain: Domain): "f" | "g" | "t" {
  return ({ food: "f", goods: "g", tax: "t" } as const)[domain];
}

/** The facets of names from one to another, inclusive, and perhaps a little more. */
export function nameFacets(from: string | null, to: string | null): string[] {
  const [low, high] = [
    from === null ? 0 : nameStretch(from),
    to === null ? NAME_MAX : nameStretch(to),
  ];
  return cover("n", NAME_SHIFTS, low, high);
}

/**
 * The facets of ratings in a domain from one day to another, inclusive, and perhaps a little more;
 * `-infinity` stands for no rating.
 */
export function dayFacets(domain: Domain, from: string, to: string | null): string[] {
  return cover(
    domainLetter(domain),
    MONTH_SHIFTS,
    monthNumber(from),
    to === null ? MONTH_MAX : monthNumber(to),
  );
}

/** As the database's function of that name. */
function nameStretch(name: string): number {
  const [first = 0, second = 0] = [...name.slice(0, 4)].map((letter) => letter.codePointAt(0) ?? 0);
  return first < 128 ? first * 128 + Math.min(second, 127) : 16384 + (first >> 4);
}

/** As the database's function of that name. */
function monthNumber(day: string): number {
  if (day === "-infinity") return 0;
  return Math.max(Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 23_400, 1);
}

/** The fewest stretches that cover numbers from one to another, the largest first. */
function cover(letter: string, shifts: readonly number[], low: number, high: number): string[] {
  const [shift = 0, ...smaller] = shifts;
  const size = 2 ** shift;
  const facets: string[] = [];
  for (let at = Math.floor(low / size); at <= Math.floor(high / size); at += 1) {
    const [from, to] = [Math.max(at * size, low), Math.min((at + 1) * size - 1, high)];
    const whole = to - from + 1 === size;
    if (whole || smaller.length === 0) facets.push(`${letter}${shift}:${at}`);
    else facets.push(...cover(letter, smaller, from, to));
  }
  return facets;
}
