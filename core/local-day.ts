import type { IsoDate } from "@/core/import-row";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is at a moment in a time zone, by its name in the IANA database. */
export function localDay(moment: Date, timeZone: string): IsoDate {
  const known = formats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
      ...{ year: "numeric", month: "2-digit", day: "2-digit", timeZone },
    });
  if (!known) formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}
