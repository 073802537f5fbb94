import type { Metadata } from "next";
import { permanentRedirect, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { answerNotFound } from "@/app/answer-not-found";
import { allSchemes } from "@/app/board-data";
import { decodedSegment } from "@/app/decoded-segment";
import { inLanguages } from "@/app/in-languages";
import { linkPreview, sitePicture } from "@/app/link-preview";
import { pageLocale } from "@/app/page-locale";
import { tellFootprint, tellPerishable } from "@/app/tell-keeping";
import { today } from "@/app/today";
import { SiteJsonLd } from "@/components/site-json-ld";
import { SiteNotFound } from "@/components/site-not-found";
import { SitePage } from "@/components/site-page";
import { siteFeedUrl } from "@/core/feed-url";
import { joinClauses } from "@/core/format";
import type { SiteDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { parsePublicId } from "@/core/public-id";
import { resultPhrase } from "@/core/result-phrase";
import { siteUrl } from "@/core/site-url";
import { readDatabase } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { baseUrl } from "@/services/base-url";

interface Props {
  params: Promise<{ locale: string; id: string; slug?: string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/sites/${id}`);
  const t = await getTranslations("place");
  const site = await siteAt(locale, await params);
  if (!site) return { title: t("notFoundTitle"), robots: { index: false } };
  const words = await getTranslations();
  const schemes = await allSchemes();
  const place = [site.address, site.locality].filter(Boolean).join(", ");
  const results = site.standings.map((s) => resultPhrase(s, schemes, locale, words));
  const alt = words("picture.site", { name: site.name, results: joinClauses(locale, results) });
  return {
    title: shortened(site.name),
    description: [site.name, place].filter(Boolean).join(", "),
    alternates: inLanguages((l) => siteUrl(l, site), locale, {
      url: siteFeedUrl(locale, site.id),
      title: words("feed.site", { name: site.name }),
    }),
    ...linkPreview(words("layout.name"), {
      title: site.name,
      description: [...results, place].filter(Boolean).join(" · "),
      picture: sitePicture(locale, site.id, alt),
    }),
    // What has ended stays reachable by its number, but is not offered to searchers.
    ...(site.state !== "open" && { robots: { index: false } }),
  };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/sites/${id}`);
  const [site, schemes] = await Promise.all([siteAt(locale, await params), allSchemes()]);
  if (!site) {
    answerNotFound();
    return <SiteNotFound locale={locale} />;
  }
  const notices = await noticesOf(site);
  if (notices.length > 0) tellPerishable();
  const shown = [site, ...site.siblings, ...site.nearby];
  tellFootprint({ sites: shown.map(({ id: one }) => one) });
  const shortUrl = `${baseUrl()}${siteUrl(locale, { id: site.id })}`;
  return (
    <>
      <SiteJsonLd
        site={site}
        schemes={schemes}
        locale={locale}
        url={`${baseUrl()}${siteUrl(locale, site)}`}
      />
      <SitePage
        notices={notices}
        site={site}
        schemes={schemes}
        locale={locale}
        today={today()}
        shortUrl={shortUrl}
      />
    </>
  );
}

/** Of the place itself, and of the listed legal entity that runs it. */
async function noticesOf({ id, operator, operatorDetail }: SiteDetail) {
  const db = readDatabase();
  const [own, ofOperator] = await Promise.all([
    listPublicEntries(db, { site: id }),
    operator && operatorDetail ? listPublicEntries(db, { entity: operator }) : [],
  ]);
  return [...own, ...ofOperator];
}

const siteById = cache((id: string) => findSite(readDatabase(), id));

/** The site an address means; other spellings of it are sent to the one that counts. */
async function siteAt(
  locale: Locale,
  { id: written, slug = [] }: Awaited<Props["params"]>,
): Promise<SiteDetail | null> {
  const id = parsePublicId(decodedSegment(written));
  const site = id ? await siteById(id) : null;
  if (!site) return null;
  // A merger may be undone: browsers must not keep where it led.
  if ("mergedInto" in site) redirect(siteUrl(locale, { id: site.mergedInto }));
  const asked = [
    "",
    locale,
    "sites",
    written,
    ...slug.map((part) => encodeURIComponent(decodedSegment(part))),
  ];
  const right = siteUrl(locale, site);
  if (asked.join("/") !== right) permanentRedirect(right);
  return site;
}

/** Titles beyond some 50 characters are cut off by everyone who shows them. */
function shortened(name: string): string {
  const characters = [...name];
  return characters.length > 50 ? `${characters.slice(0, 49).join("")}…` : name;
}
