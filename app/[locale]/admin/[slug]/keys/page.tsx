import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { KeyAdministration } from "@/components/key-administration";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { listAuthorityKeys } from "@/db/queries/list-authority-keys";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tax");
  return { title: t("keys"), robots: { index: false } };
}

/** The keys that an authority signs its deliveries with. */
export default async function Keys({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}/keys`);
  const actor = await requireSignedIn(locale);
  const authority = await managedOrRefused(actor, ["read-authority"], slug);
  const keys = await listAuthorityKeys(officeDatabase(), authority.id);
  return (
    <KeyAdministration
      {...{ authority, keys, locale }}
      mayChange={may(actor, "manage-keys", authority.id)}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
