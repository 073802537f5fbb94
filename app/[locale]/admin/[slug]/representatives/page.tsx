import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { RepresentativeAdministration } from "@/components/representative-administration";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { listRepresentatives } from "@/db/queries/list-representatives";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("representatives");
  return { title: t("title"), robots: { index: false } };
}

export default async function Representatives({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}/representatives`);
  const actor = await requireSignedIn(locale, "read-representatives");
  const authority = await managedOrRefused(actor, ["read-representatives"], slug);
  return (
    <RepresentativeAdministration
      authority={authority}
      representatives={await listRepresentatives(officeDatabase(), authority.id)}
      may={{
        administer: may(actor, "read-authority", authority.id),
        site: may(actor, "invite-site-representative", authority.id),
        entity: may(actor, "invite-representative", authority.id),
      }}
      locale={locale}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
