import { expect, test } from "vitest";
import { formatMoment } from "@/core/format";
import { localDay } from "@/core/local-day";

test.each([
  ["2026-03-03T22:30:00Z", "UTC", "2026-03-03"],
  ["2026-03-03T22:30:00Z", "Europe/Tallinn", "2026-03-04"],
  ["2026-03-03T04:30:00Z", "America/Toronto", "2026-03-02"],
  ["2026-03-03T16:00:00Z", "Asia/Shanghai", "2026-03-04"],
  // The night in which clocks go forward: midnight is two hours, then three, before that of UTC.
  ["2026-03-28T22:00:00Z", "Europe/Tallinn", "2026-03-29"],
  ["2026-03-29T20:59:59Z", "Europe/Tallinn", "2026-03-29"],
  ["2026-03-29T21:00:00Z", "Europe/Tallinn", "2026-03-30"],
])("at %s it is in %s the day %s", (moment, zone, day) => {
  expect(localDay(new Date(moment), zone)).toBe(day);
});

test("a moment is told by the clock of a time zone and names it", () => {
  const ms = Date.parse("2026-03-03T22:05:00Z");
  expect(formatMoment("en", ms)).toBe("3 March 2026 at 22:05 UTC");
  expect(formatMoment("en", ms, "Europe/Tallinn")).toBe("4 March 2026 at 00:05 EET");
  expect(formatMoment("zh", ms, "Asia/Shanghai")).toContain("06:05");
});
