import type { IsoDate } from "@/core/import-row";
import { ENTRY_MONTHS, type EntryClass } from "@/core/register-entry";

/** What is wrong with the term of an entry of a class; null where it may stand. */
export function termFault(
  entryClass: EntryClass,
  startsOn: IsoDate,
  endsOn: IsoDate,
): "ends-before-it-starts" | "term-too-short" | "term-too-long" | null {
  const [least, most] = ENTRY_MONTHS[entryClass];
  if (endsOn <= startsOn) return "ends-before-it-starts";
  if (endsOn < addMonths(startsOn, least)) return "term-too-short";
  return endsOn > addMonths(startsOn, most) ? "term-too-long" : null;
}

/** The last day that an entry of a class may end on: where its register is open-ended, it ends then. */
export function latestEnd(entryClass: EntryClass, startsOn: IsoDate): IsoDate {
  return addMonths(startsOn, ENTRY_MONTHS[entryClass][1]);
}

/** So many months later; where that month is too short, its last day, as Postgres reckons. */
function addMonths(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
