import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { answerNotFound } from "@/app/answer-not-found";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { officeToday } from "@/app/office-today";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { OfficeSitePage } from "@/components/office-site-page";
import { localDay } from "@/core/local-day";
import { worklistUrl } from "@/core/office-url";
import { type Action, may } from "@/core/permissions";
import { parsePublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { findOfficeSite } from "@/db/queries/find-office-site";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams;
}

/** Not the name of the place: a title is drawn before who is asking has been looked at. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("worklist");
  return { title: t("title"), robots: { index: false } };
}

export default async function OfficeSite({ params, searchParams }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/inspect/sites/${id}`);
  const actor = await requireSignedIn(locale, "read-worklist");
  const publicId = parsePublicId(id);
  const found = publicId ? await findOfficeSite(officeDatabase(), actor, publicId) : null;
  if (found && !found.ok && found.reason === "forbidden") refuse();
  if (!found?.ok) {
    answerNotFound();
    const t = await getTranslations("workSite");
    return (
      <div className="page pb-16">
        <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("notFound")}</h1>
        <p className="mt-3">{t("notFoundText")}</p>
        <a className="control mt-4" href={worklistUrl(locale)}>
          {t("back")}
        </a>
      </div>
    );
  }
  const { site } = found;
  const schemes = await allSchemes();
  // The day of those who visit it; only the competent may read it here.
  const zone = site.competences[0]?.authority.timeZone;
  const today = zone ? localDay(new Date(), zone) : await officeToday(actor);
  const context = { site: site.detail, schemes, locale, today };
  const isAllowed = (action: Action) =>
    site.competences.some(({ authority }) => may(actor, action, authority.id));
  return (
    <OfficeSitePage
      site={site}
      context={context}
      may={{
        visit: isAllowed("record-visit"),
        miss: isAllowed("record-missed-visit"),
        complain: isAllowed("record-complaint"),
        conflict: isAllowed("declare-conflict"),
        risk: isAllowed("manage-areas"),
      }}
      submission={randomUUID()}
      visitIds={{ food: randomUUID(), goods: randomUUID() }}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
