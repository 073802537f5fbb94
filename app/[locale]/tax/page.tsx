import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { typedBefore } from "@/app/typed-before";
import { TaxDesk } from "@/components/tax-desk";
import { officeDatabase } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { listManaged } from "@/db/queries/find-managed";
import { listTaxBatches } from "@/db/queries/list-tax-batches";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tax");
  return { title: t("title"), robots: { index: false } };
}

/** The tax officer's desk: deliveries and what they change, and the way to a single case. */
export default async function TaxPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/tax");
  const actor = await requireSignedIn(locale, "read-tax");
  await logLook(officeDatabase(), actor, "read-tax", "tax-desk");
  const search = await searchParams;
  const [batches, authorities, schemes] = await Promise.all([
    listTaxBatches(officeDatabase(), actor),
    listManaged(officeDatabase(), actor, "read-tax"),
    allSchemes(),
  ]);
  return (
    <TaxDesk
      {...{ batches, schemes, locale }}
      countries={authorities.map(({ country }) => country)}
      typed={(await typedBefore(actor, search))("/office/tax/find")}
      notice={<OfficeNotice search={search} />}
    />
  );
}
