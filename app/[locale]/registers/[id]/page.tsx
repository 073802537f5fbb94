import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { OfficeEntryPage } from "@/components/office-entry-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findOfficeEntry } from "@/db/queries/find-office-entry";

interface Props {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("entries");
  return { title: t("title"), robots: { index: false } };
}

/** One entry with its steps, and what may be done about it. */
export default async function EntryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const locale = await pageLocale(params, () => `/registers/${id}`);
  const actor = await requireSignedIn(locale, "read-register");
  const entry = z.uuid().safeParse(id).success
    ? await findOfficeEntry(officeDatabase(), actor, id)
    : null;
  if (!entry) return refuse();
  return (
    <OfficeEntryPage
      {...{ entry, locale }}
      mayManage={may(actor, "manage-register", entry.authority.id)}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
