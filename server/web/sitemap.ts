import { LOCALES, type Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { schemeUrl } from "@/core/scheme-url";
import { siteUrl } from "@/core/site-url";
import { authorityUrl } from "@/core/urls";
import type { SitemapSite } from "@/db/queries/list-sitemap-sites";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML = "http://www.w3.org/1999/xhtml";
const locales = Object.keys(LOCALES) as Locale[];

/** The index that names every part: one of pages, and one for each range of sites. */
export function sitemapIndex(base: string, parts: readonly number[]): string {
  const addresses = ["pages", ...parts.map((part) => `sites-${part}`)];
  const entries = addresses.map(
    (name) => `<sitemap><loc>${base}/sitemaps/${name}.xml</loc></sitemap>\n`,
  );
  return `${DECLARATION}<sitemapindex xmlns="${NAMESPACE}">\n${entries.join("")}</sitemapindex>\n`;
}

/** The part that holds the board, the sources, the schemes and the authorities. */
export function pagesSitemap(
  base: string,
  slugs: readonly string[],
  schemes: Iterable<Scheme>,
): string {
  return urlSet([
    ...["", "/entities", "/data", "/schemes"].map((path) =>
      inEveryLanguage(base, (locale) => `/${locale}${path}`),
    ),
    ...[...schemes].map((scheme) => inEveryLanguage(base, (locale) => schemeUrl(locale, scheme))),
    ...slugs.map((slug) => inEveryLanguage(base, (locale) => authorityUrl(locale, slug))),
  ]);
}

/** One part of the sites. */
export function sitesSitemap(base: string, sites: readonly SitemapSite[]): string {
  return urlSet(
    sites.map((site) => inEveryLanguage(base, (l) => siteUrl(l, site), site.changedAt)),
  );
}

function urlSet(urls: readonly string[]): string {
  return `${DECLARATION}<urlset xmlns="${NAMESPACE}" xmlns:xhtml="${XHTML}">\n${urls.join("")}</urlset>\n`;
}

/** The entries of one page: each language names all of them, itself included. */
function inEveryLanguage(base: string, path: (locale: Locale) => string, changedAt?: Date): string {
  const addresses = locales.map((locale) => escaped(base + path(locale)));
  const alternates = locales.map(
    (locale, i) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${addresses[i]}"/>`,
  );
  const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
  return addresses
    .map((address) => `<url><loc>${address}</loc>${changed}${alternates.join("")}</url>\n`)
    .join("");
}

/** Paths are percent-encoded, which leaves these two of XML's own characters in them. */
function escaped(address: string): string {
  return address.replaceAll("&", "&amp;").replaceAll("'", "&apos;");
}
