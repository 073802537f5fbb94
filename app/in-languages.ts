import type { Metadata } from "next";
import { ATOM } from "@/core/feed-url";
import { LOCALES, type Locale } from "@/core/locale";

/** Tells machines a page's own address, where it is in the other languages, and its feed. */
export function inLanguages(
  path: (locale: Locale) => string,
  own: Locale,
  feed?: { url: string; title: string },
): NonNullable<Metadata["alternates"]> {
  const locales = Object.keys(LOCALES) as Locale[];
  return {
    canonical: path(own),
    ...(feed && { types: { [ATOM]: [feed] } }),
    languages: Object.fromEntries(locales.map((locale) => [locale, path(locale)])),
  };
}
