import { type DueQuery, dueSearch } from "@/core/due-query";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";
import type { SiteDomain } from "@/core/standing";
import type { VisitKind } from "@/core/visit-state";

/** The worklist showing what a query asks. */
export function worklistUrl(locale: Locale, query?: DueQuery, cursor?: string): string {
  const search = query ? dueSearch(query) : new URLSearchParams();
  if (cursor) search.set("cursor", cursor);
  const text = search.toString();
  return text ? `/${locale}/inspect?${text}` : `/${locale}/inspect`;
}

export function planUrl(locale: Locale, day: IsoDate): string {
  return `/${locale}/inspect/plan/${day}`;
}

/** A site in the back-office. */
export function officeSiteUrl(locale: Locale, site: string): string {
  return `/${locale}/inspect/sites/${formatPublicId(site)}`;
}

/** A visit of one's own that is under way, or one to look at. */
export function visitUrl(locale: Locale, visitId: string): string {
  return `/${locale}/inspect/visits/${visitId}`;
}

/** Where a visit of a site begins. */
export function newVisitUrl(
  locale: Locale,
  { site, domain, kind }: { site: string; domain: SiteDomain; kind: VisitKind },
): string {
  const search = new URLSearchParams({ site: formatPublicId(site), domain, kind });
  return `/${locale}/inspect/visits/new?${search}`;
}
