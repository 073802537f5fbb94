import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { ReviewDesk } from "@/components/review-desk";
import { VisitHeading } from "@/components/visit-heading";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findComparedVisit } from "@/db/queries/find-compared-visit";
import { findVisit } from "@/db/queries/find-visit";
import { listVisitsBy } from "@/db/queries/list-visits-by";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title"), robots: { index: false } };
}

/** One visit before a second person: what changed, what was found, and the decision. */
export default async function ReviewVisitPage({ params, searchParams }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/review/${id}`);
  const actor = await requireSignedIn(locale, "read-review-queue");
  const visit = z.uuid().safeParse(id).success
    ? await findVisit(officeDatabase(), actor, id)
    : null;
  if (!visit) return refuse();
  const [before, earlier, schemes] = await Promise.all([
    findComparedVisit(officeDatabase(), visit),
    listVisitsBy(officeDatabase(), actor, visit),
    allSchemes(),
  ]);
  const isOwn = visit.inspector.id === actor.userId;
  const mayDecide = !isOwn && may(actor, "confirm-visit", visit.deciding.id);
  return (
    <div className="page max-w-3xl pb-16">
      <VisitHeading visit={visit} locale={locale} />
      <div className="mt-4 empty:hidden">
        <OfficeNotice search={await searchParams} />
      </div>
      <ReviewDesk
        {...{ visit, before, earlier, schemes, mayDecide, isOwn, locale }}
        hasAsked={visit.withdrawal?.askedBy === actor.userId}
        now={new Date()}
      />
    </div>
  );
}
