import { notFound } from "next/navigation";
import { type Locale, readLocale } from "@/components/locales";

/** The language a page is asked in; an unknown one is no page of ours. */
export async function pageLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  return readLocale((await params).locale) ?? notFound();
}
