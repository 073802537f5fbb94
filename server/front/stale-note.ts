import { formatMoment } from "@/core/format";
import { type Locale, readLocale } from "@/core/locale";
import { wordsIn } from "@/services/words";

/** The language of a path, English where it has none. */
export function localeOf(path: string): Locale {
  return readLocale(path.split("/")[1]) ?? "en";
}

/** A page with a line at its top that says since when it may be outdated. */
export function withAge(body: Buffer, path: string, asOf: number): Buffer {
  const locale = localeOf(path);
  const words = wordsIn(locale)("front.asOf", { time: formatMoment(locale, asOf) });
  const note = `<p class="as-of-note" role="status">${words}</p>`;
  const page = body.toString();
  const start = page.indexOf(">", page.indexOf("<body")) + 1;
  return Buffer.from(page.slice(0, start) + note + page.slice(start));
}
