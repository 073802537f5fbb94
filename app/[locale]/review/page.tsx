import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { pageLocale } from "@/app/page-locale";
import { ReviewQueue } from "@/components/review-queue";
import { VisitNotice } from "@/components/visit-notice";
import { officeDatabase } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { listReviewQueue } from "@/db/queries/list-review-queue";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title"), robots: { index: false } };
}

/** The reviewer's desk: what waits for a second person. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/review");
  const actor = await requireSignedIn(locale, "read-review-queue");
  const { refused, said } = await searchParams;
  await logLook(officeDatabase(), actor, "read-review-queue", "review-queue");
  const [waiting, schemes] = await Promise.all([
    listReviewQueue(officeDatabase(), actor),
    allSchemes(),
  ]);
  const t = await getTranslations("review");
  return (
    <div className="page max-w-3xl pb-16">
      <h1 className="pt-6 font-semibold text-xl">{t("title")}</h1>
      <p className="measure text-soft">{t("intro")}</p>
      <VisitNotice refused={refused} said={said} />
      <ReviewQueue waiting={waiting} schemes={schemes} locale={locale} now={new Date()} />
    </div>
  );
}
