import ar from "@/messages/ar.json" with { type: "json" };
import en from "@/messages/en.json" with { type: "json" };
import zh from "@/messages/zh.json" with { type: "json" };

const WORDS = { en: en.front, zh: zh.front, ar: ar.front };
/** As the rest of the pages write dates. */
const FORMATS = { en: "en-GB", zh: "zh", ar: "ar" };
export type FrontWords = typeof en.front;

/** The front's own words in the language of a path, and that language. */
export function wordsOf(path: string): { locale: keyof typeof WORDS; words: FrontWords } {
  const asked = path.split("/")[1] ?? "";
  const locale = Object.hasOwn(WORDS, asked) ? (asked as keyof typeof WORDS) : "en";
  return { locale, words: WORDS[locale] };
}

/** A page with a line at its top that says since when it may be outdated. */
export function withAge(body: Buffer, path: string, asOf: number): Buffer {
  const { locale, words } = wordsOf(path);
  const time = new Intl.DateTimeFormat(FORMATS[locale], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(asOf);
  const note = `<p class="as-of-note" role="status">${words.asOf.replace("{time}", `${time} UTC`)}</p>`;
  const page = body.toString();
  const start = page.indexOf(">", page.indexOf("<body")) + 1;
  return Buffer.from(page.slice(0, start) + note + page.slice(start));
}
