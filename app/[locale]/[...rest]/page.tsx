import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { answerNotFound } from "@/app/answer-not-found";
import { pageLocale } from "@/app/page-locale";
import { NotFoundPage } from "@/components/not-found-page";

interface Props {
  params: Promise<{ locale: string; rest: string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notFound");
  return { title: t("title"), robots: { index: false } };
}

/** Any address that no other page knows. */
export default async function UnknownPage({ params }: Props) {
  const { rest } = await params;
  const locale = await pageLocale(params, (asked) => `/${[asked, ...rest].join("/")}`);
  answerNotFound();
  return <NotFoundPage locale={locale} />;
}
