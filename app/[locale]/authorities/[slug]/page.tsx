import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { answerNotFound } from "@/app/answer-not-found";
import { allSchemes } from "@/app/board-data";
import { inLanguages } from "@/app/in-languages";
import { boardPicture, linkPreview } from "@/app/link-preview";
import { pageLocale } from "@/app/page-locale";
import { tellFootprint } from "@/app/tell-keeping";
import { today } from "@/app/today";
import { AuthorityNotFound } from "@/components/authority-not-found";
import { AuthorityPage } from "@/components/authority-page";
import { authorityFeedUrl } from "@/core/feed-url";
import { authorityUrl } from "@/core/urls";
import { readDatabase } from "@/db/client";
import { findAuthority } from "@/db/queries/find-authority";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/authorities/${slug}`);
  const t = await getTranslations("authority");
  const authority = await authorityBySlug(slug);
  if (!authority) return { title: t("notFoundTitle"), robots: { index: false } };
  const feed = await getTranslations("feed");
  const layout = await getTranslations("layout");
  const title = t("title", { name: authority.name });
  return {
    title,
    alternates: inLanguages((l) => authorityUrl(l, slug), locale, {
      url: authorityFeedUrl(locale, slug),
      title: feed("authority", { name: authority.name }),
    }),
    ...linkPreview(layout("name"), {
      title,
      description: layout("about"),
      picture: boardPicture(locale, layout("about")),
    }),
  };
}

export default async function Page({ params }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/authorities/${slug}`);
  const [authority, schemes] = await Promise.all([authorityBySlug(slug), allSchemes()]);
  if (!authority) {
    answerNotFound();
    return <AuthorityNotFound locale={locale} />;
  }
  tellFootprint({ authority: slug });
  return <AuthorityPage {...{ authority, schemes, locale, today: today() }} />;
}

const authorityBySlug = cache((slug: string) => findAuthority(readDatabase(), slug, today()));
