import { type BoardQuery, boardSearch, parseBoardQuery } from "@/core/board-query";
import type { Locale } from "@/core/locale";
import type { SiteDomain } from "@/core/standing";

/** The board showing what a query asks. */
export function boardUrl(locale: Locale, query: BoardQuery): string {
  const search = boardSearch(query).toString();
  return search ? `/${locale}?${search}` : `/${locale}`;
}

export function authorityUrl(locale: Locale, slug: string): string {
  return `/${locale}/authorities/${slug}`;
}

/** The board filtered to one authority, in the shortest form. */
export function authorityBoardUrl(locale: Locale, slug: string, domain: SiteDomain): string {
  const { query } = parseBoardQuery(new URLSearchParams());
  return boardUrl(locale, { ...query, authority: slug, domain });
}
