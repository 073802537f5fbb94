import type { IsoDate } from "@/core/import-row";

/** The day so many days after another. */
export function addDays(day: IsoDate, days: number): IsoDate {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
