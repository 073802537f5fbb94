import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

/** English dates are written day first, as most of its readers here do. */
const FORMATS: Readonly<Record<Locale, string>> = { en: "en-GB", zh: "zh", ar: "ar" };

function perLocale<F>(make: (tag: string) => F): (locale: Locale) => F {
  const made = new Map<Locale, F>();
  return (locale) => {
    const format = made.get(locale) ?? make(FORMATS[locale]);
    made.set(locale, format);
    return format;
  };
}

const dates = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }),
);
const moments = perLocale((tag) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone: string): Intl.DateTimeFormat => {
    const known = made.get(timeZone);
    if (known) return known;
    const format = new Intl.DateTimeFormat(tag, {
      ...{ day: "numeric", month: "long", year: "numeric" },
      ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      ...{ timeZone, timeZoneName: "short" },
    });
    made.set(timeZone, format);
    return format;
  };
});
const clocks = perLocale(
  (tag) => new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
);
const numbers = perLocale((tag) => new Intl.NumberFormat(tag));
const amounts = perLocale((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }));
const lists = perLocale((tag) => new Intl.ListFormat(tag));
const choices = perLocale((tag) => new Intl.ListFormat(tag, { type: "disjunction" }));
const sizes = perLocale(
  (tag) =>
    new Intl.NumberFormat(tag, { style: "unit", unit: "megabyte", maximumSignificantDigits: 2 }),
);
const nearDays = perLocale((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
const ages = perLocale((tag) => new Intl.RelativeTimeFormat(tag, { numeric: "always" }));
const metres = perLocale((tag) => new Intl.NumberFormat(tag, { style: "unit", unit: "meter" }));
const kilometres = perLocale(
  (tag) =>
    new Intl.NumberFormat(tag, { style: "unit", unit: "kilometer", maximumFractionDigits: 1 }),
);

/** "3 March 2026" in the reader's language. */
export function formatDate(locale: Locale, date: IsoDate): string {
  return dates(locale).format(new Date(date));
}

/**
 * "3 March 2026 at 14:05 UTC": public pages are the same for readers in every zone; officials are
 * told the time of their authority's.
 */
export function formatMoment(locale: Locale, ms: number, timeZone = "UTC"): string {
  return moments(locale)(timeZone).format(ms);
}

/** "14:05" by the reader's own clock: only for what their device alone says. */
export function formatClock(locale: Locale, moment: Date): string {
  return clocks(locale).format(moment);
}

export function formatNumber(locale: Locale, value: number): string {
  return numbers(locale).format(value);
}

/** The size of a file: "1.2 MB". */
export function formatBytes(locale: Locale, bytes: number): string {
  return sizes(locale).format(bytes / 1e6);
}

/** An amount of money without its currency, which no source states. */
export function formatAmount(locale: Locale, value: number): string {
  return amounts(locale).format(value);
}

export function formatList(locale: Locale, items: readonly string[]): string {
  return lists(locale).format(items);
}

/** "a, b or c". */
export function formatChoice(locale: Locale, items: readonly string[]): string {
  return choices(locale).format(items);
}

/** Sentences one after the other; in Chinese nothing stands between them. */
export function joinSentences(locale: Locale, sentences: readonly (string | false)[]): string {
  return sentences.filter(Boolean).join(locale === "zh" ? "" : " ");
}

/** What belongs together more loosely than a list: "a, b; c". */
export function joinClauses(locale: Locale, clauses: readonly string[]): string {
  return clauses.join({ en: "; ", zh: "；", ar: "؛ " }[locale]);
}

/** "What: that", by the colon of the language. */
export function labelled(locale: Locale, label: string, text: string): string {
  return `${label}${locale === "zh" ? "：" : ": "}${text}`;
}

/** "what (that)", by the brackets of the language. */
export function inBrackets(locale: Locale, what: string, that: string): string {
  return locale === "zh" ? `${what}（${that}）` : `${what} (${that})`;
}

/** A name inside a sentence, kept from turning the sentence's direction where it could. */
export function isolated(locale: Locale, text: string): string {
  const turns = locale === "ar" || /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  return turns ? `\u2068${text}\u2069` : text;
}

/** "120 m" or "1.2 km": tens of metres are all a position is good for. */
export function formatDistance(locale: Locale, distanceM: number): string {
  return distanceM < 995
    ? metres(locale).format(Math.max(10, Math.round(distanceM / 10) * 10))
    : kilometres(locale).format(distanceM / 1000);
}

/** "4 months ago": how long before `today` a date was, in the largest unit that is still fair. */
export function formatAge(locale: Locale, date: IsoDate, today: IsoDate): string {
  const days = Math.max(0, daysBetween(date, today));
  if (days < 2) return nearDays(locale).format(-days, "day");
  if (days < 14) return ages(locale).format(-days, "day");
  const whole = monthsBetween(date, today);
  if (whole < 2) return ages(locale).format(-Math.floor(days / 7), "week");
  if (whole < 24) return ages(locale).format(-whole, "month");
  return ages(locale).format(-Math.floor(whole / 12), "year");
}

/**
 * "3 months": from one day to a later one, in the largest unit that is still fair; as it is said
 * inside a sentence ("after 3 months"), never by itself.
 */
export function formatSpan(locale: Locale, from: IsoDate, to: IsoDate): string {
  const days = Math.max(0, daysBetween(from, to));
  if (days < 14) return spanOf(locale, days, "day");
  const whole = monthsBetween(from, to);
  if (whole < 2) return spanOf(locale, Math.floor(days / 7), "week");
  if (whole < 24) return spanOf(locale, whole, "month");
  return spanOf(locale, Math.floor(whole / 12), "year");
}

/** `Intl` knows the Arabic dual only as the subject of a sentence, which a span never is. */
const ARABIC_TWO = { day: "يومين", week: "أسبوعين", month: "شهرين", year: "سنتين" };

function spanOf(locale: Locale, count: number, unit: keyof typeof ARABIC_TWO): string {
  if (locale === "ar" && count === 2) return ARABIC_TWO[unit];
  const format = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(FORMATS[locale], format).format(count);
}

function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Whole calendar months from one day to a later one. */
function monthsBetween(from: IsoDate, to: IsoDate): number {
  const [start, end] = [new Date(from), new Date(to)];
  const span =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return end.getUTCDate() < start.getUTCDate() ? span - 1 : span;
}
