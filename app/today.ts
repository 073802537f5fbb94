import type { IsoDate } from "@/core/import-row";

/** The day of a request; pages read it once and hand it down, so nothing below asks the clock. */
export function today(): IsoDate {
  return new Date().toISOString().slice(0, 10);
}
