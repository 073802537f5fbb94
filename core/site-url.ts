import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";

/** The page of a site; its number alone is enough and finds the name. */
export function siteUrl(locale: Locale, site: { id: string; slug?: string }): string {
  const slug = site.slug ? `/${encodeURIComponent(site.slug)}` : "";
  return `/${locale}/sites/${formatPublicId(site.id)}${slug}`;
}
