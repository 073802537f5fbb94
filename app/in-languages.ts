import type { Metadata } from "next";
import { LOCALES, type Locale } from "@/components/locales";

/** Tells machines a page's own address and where it is in the other languages. */
export function inLanguages(
  path: (locale: Locale) => string,
  own: Locale,
): NonNullable<Metadata["alternates"]> {
  const locales = Object.keys(LOCALES) as Locale[];
  return {
    canonical: path(own),
    languages: Object.fromEntries(locales.map((locale) => [locale, path(locale)])),
  };
}
