import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { decodedSegment } from "@/app/decoded-segment";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { today } from "@/app/today";
import { TaxCasePage } from "@/components/tax-case-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findTaxCase } from "@/db/queries/find-tax-case";

interface Props {
  params: Promise<{ locale: string; scheme: string; number: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tax");
  return { title: t("case"), robots: { index: false } };
}

/** A single case: the standing, the figures behind it, and the form that puts it right. */
export default async function CasePage({ params, searchParams }: Props) {
  const { scheme, number } = await params;
  const locale = await pageLocale(params, () => `/tax/entities/${scheme}/${number}`);
  const actor = await requireSignedIn(locale, "read-tax");
  const identifier = { scheme: decodedSegment(scheme), number: decodedSegment(number) };
  const [found, schemes] = await Promise.all([
    findTaxCase(officeDatabase(), actor, identifier),
    allSchemes(),
  ]);
  if (!found) return refuse();
  return (
    <TaxCasePage
      {...{ found, schemes, locale }}
      mayEdit={may(actor, "manage-tax", found.authority.id)}
      today={today()}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
