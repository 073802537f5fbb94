import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { allSchemes } from "@/app/board-data";
import { inLanguages } from "@/app/in-languages";
import { pageLocale } from "@/app/page-locale";
import { today } from "@/app/today";
import { AuthorityPage } from "@/components/authority-page";
import { isolated } from "@/components/format";
import { authorityUrl } from "@/components/urls";
import { database } from "@/db/client";
import { findAuthority } from "@/db/queries/find-authority";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const t = await getTranslations("authority");
  const authority = await authorityBySlug(slug);
  if (!authority) return { title: t("notFoundTitle") };
  return {
    title: t("title", { name: isolated(authority.name) }),
    alternates: inLanguages((l) => authorityUrl(l, slug), locale),
  };
}

export default async function Page({ params }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const [authority, schemes] = await Promise.all([authorityBySlug(slug), allSchemes()]);
  if (!authority) notFound();
  return <AuthorityPage {...{ authority, schemes, locale, today: today() }} />;
}

const authorityBySlug = cache((slug: string) => findAuthority(database(), slug, today()));
