import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { VisitStart } from "@/components/visit-start";
import { parsePublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { findVisitStart } from "@/db/queries/find-visit-start";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("visit");
  return { title: t("newTitle"), robots: { index: false } };
}

/** Asks for what a visit needs before its form: where, what is looked at, and why. */
export default async function NewVisitPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/inspect/visits/new");
  const actor = await requireSignedIn(locale, "record-visit");
  const asked = await searchParams;
  const publicId = typeof asked.site === "string" ? parsePublicId(asked.site) : null;
  const choices = publicId ? await findVisitStart(officeDatabase(), actor, publicId) : null;
  if (!publicId || !choices) return refuse();
  const site = await findSite(officeDatabase(), publicId);
  if (!site || "mergedInto" in site) return refuse();
  return (
    <div className="page max-w-3xl pb-16">
      <div className="mt-4 empty:hidden">
        <OfficeNotice search={asked} />
      </div>
      <VisitStart id={randomUUID()} site={site} choices={choices} asked={asked} locale={locale} />
    </div>
  );
}
