import { type BoardQuery, boardSearch } from "@/core/board-query";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";

/** The type of a feed. */
export const ATOM = "application/atom+xml";

export function siteFeedUrl(locale: Locale, id: string): string {
  return `/feeds/${locale}/sites/${formatPublicId(id)}.atom`;
}

export function authorityFeedUrl(locale: Locale, slug: string): string {
  return `/feeds/${locale}/authorities/${slug}.atom`;
}

/** The feed of a search: without the reader's own place, which is nobody else's to know. */
export function searchFeedUrl(locale: Locale, query: BoardQuery): string {
  const search = boardSearch({ ...query, near: null, sort: "name" });
  search.delete("sort");
  const text = search.toString();
  return `/feeds/${locale}/search.atom${text && `?${text}`}`;
}
