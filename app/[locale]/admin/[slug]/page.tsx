import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { typedBefore } from "@/app/typed-before";
import { AdministrationPage } from "@/components/administration-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { listAreas, listRiskCategories } from "@/db/queries/list-areas";
import { listStaff } from "@/db/queries/list-staff";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administration");
  return { title: t("title"), robots: { index: false } };
}

export default async function Authority({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}`);
  const actor = await requireSignedIn(locale, "read-authority");
  const authority = await managedOrRefused(actor, ["read-authority"], slug);
  const search = await searchParams;
  const db = officeDatabase();
  const [staff, areas, risks] = await Promise.all([
    listStaff(db, authority.id),
    listAreas(db, authority.id),
    listRiskCategories(db, authority.id),
  ]);
  return (
    <AdministrationPage
      {...{ authority, staff, areas, risks, locale }}
      typed={await typedBefore(actor, search)}
      userId={actor.userId}
      may={{
        staff: may(actor, "manage-staff", authority.id),
        areas: may(actor, "manage-areas", authority.id),
      }}
      notice={<OfficeNotice search={search} />}
    />
  );
}
