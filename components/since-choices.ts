import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

/** The periods that the board offers, newest first, in months. */
const PERIODS = [3, 6, 12, 24, 36];

/** Choices of "inspected since", with any other date that the address asks for. */
export function sinceChoices(
  since: IsoDate | null,
  today: IsoDate,
  locale: Locale,
  t: (
    key: "board.anyTime" | "board.sinceMonths" | "board.sinceYears" | "board.sinceDate",
    values?: { count?: number; date?: string },
  ) => string,
): { value: string; text: string }[] {
  const periods = PERIODS.map((months) => ({
    value: monthsBefore(today, months),
    text:
      months < 12
        ? t("board.sinceMonths", { count: months })
        : t("board.sinceYears", { count: months / 12 }),
  }));
  const choices = [{ value: "", text: t("board.anyTime") }, ...periods];
  if (!since || choices.some(({ value }) => value === since)) return choices;
  return [
    ...choices,
    { value: since, text: t("board.sinceDate", { date: formatDate(locale, since) }) },
  ];
}

function monthsBefore(day: IsoDate, months: number): IsoDate {
  const date = new Date(day);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
