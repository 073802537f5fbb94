import type { Locale } from "@/components/locales";
import { type BoardQuery, boardSearch } from "@/core/board-query";
import { formatPublicId } from "@/core/public-id";

/** The board showing what a query asks. */
export function boardUrl(locale: Locale, query: BoardQuery): string {
  const search = boardSearch(query).toString();
  return search ? `/${locale}?${search}` : `/${locale}`;
}

/** The page of a site; its number alone is enough and finds the name. */
export function siteUrl(locale: Locale, site: { id: string; slug?: string }): string {
  const slug = site.slug ? `/${encodeURIComponent(site.slug)}` : "";
  return `/${locale}/sites/${formatPublicId(site.id)}${slug}`;
}

export function authorityUrl(locale: Locale, slug: string): string {
  return `/${locale}/authorities/${slug}`;
}

/** The board filtered to one authority, in the shortest form. */
export function authorityBoardUrl(locale: Locale, slug: string): string {
  return `/${locale}?authority=${slug}`;
}
