import { addDays } from "@/core/add-days";
import type { IsoDate } from "@/core/import-row";

const DAY_MS = 24 * 3600 * 1000;

/** The day that many days before, or after where the number is negative. */
export function daysBefore(day: IsoDate, days: number): IsoDate {
  return addDays(day, -days);
}

/** The same, moved back to Friday where it falls on a weekend: authorities visit on workdays. */
export function workdayBefore(day: IsoDate, days: number): IsoDate {
  const found = daysBefore(day, days);
  const weekday = new Date(found).getUTCDay();
  return daysBefore(found, weekday === 6 ? 1 : weekday === 0 ? 2 : 0);
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
