/** The languages of the interface, in the order of the switch, by their own names. */
export const LOCALES = { en: "English", zh: "中文", ar: "العربية" } as const;
export type Locale = keyof typeof LOCALES;

/** A known language, or null for anything else. */
export function readLocale(text: unknown): Locale | null {
  return typeof text === "string" && Object.hasOwn(LOCALES, text) ? (text as Locale) : null;
}

/** The writing direction of a language of the interface. */
export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}
