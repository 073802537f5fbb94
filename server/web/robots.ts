import { LOCALES } from "@/core/locale";

/**
 * What crawlers may read: every page, with the sitemap that names them all. Left out is what never
 * ends or says the same once more: the board's filters, and the API behind it (its description may
 * be read). Feeds of sites and searches repeat pages; those of authorities tell what is new.
 */
export function robotsText(base: string): string {
  const rules = [
    "Allow: /",
    ...Object.keys(LOCALES).map((locale) => `Disallow: /${locale}?`),
    "Disallow: /api/v1/",
    "Disallow: /feeds/*/search.atom",
    "Disallow: /feeds/*/sites/",
  ];
  return ["User-agent: *", ...rules, "", `Sitemap: ${base}/sitemap.xml`, ""].join("\n");
}
