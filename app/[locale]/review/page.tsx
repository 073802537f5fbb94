import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { ProposalQueue } from "@/components/proposal-queue";
import { ReviewQueue } from "@/components/review-queue";
import { WithdrawalQueue } from "@/components/withdrawal-queue";
import { officeDatabase } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { listOpenProposals } from "@/db/queries/list-open-proposals";
import { listOpenWithdrawals } from "@/db/queries/list-open-withdrawals";
import { listReviewQueue } from "@/db/queries/list-review-queue";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title"), robots: { index: false } };
}

/** The reviewer's desk: what waits for a second person. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/review");
  const actor = await requireSignedIn(locale, "read-review-queue");
  await logLook(officeDatabase(), actor, "read-review-queue", "review-queue");
  const [waiting, withdrawals, proposals, schemes] = await Promise.all([
    listReviewQueue(officeDatabase(), actor),
    listOpenWithdrawals(officeDatabase(), actor),
    listOpenProposals(officeDatabase(), actor),
    allSchemes(),
  ]);
  const t = await getTranslations("review");
  return (
    <div className="page max-w-3xl pb-16">
      <h1 className="pt-6 font-semibold text-xl">{t("title")}</h1>
      <p className="measure text-soft">{t("intro")}</p>
      <div className="mt-4 empty:hidden">
        <OfficeNotice search={await searchParams} />
      </div>
      <ReviewQueue waiting={waiting} schemes={schemes} locale={locale} now={new Date()} />
      <WithdrawalQueue withdrawals={withdrawals} locale={locale} />
      <ProposalQueue {...{ proposals, schemes, locale }} />
    </div>
  );
}
