import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { today } from "@/app/today";
import { typedBefore } from "@/app/typed-before";
import { EntryForm } from "@/components/entry-form";
import { officeDatabase } from "@/db/client";
import { listManaged } from "@/db/queries/find-managed";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("entries");
  return { title: t("new"), robots: { index: false } };
}

/** Asks for all that an entry needs; what was typed comes back where it was refused. */
export default async function NewEntryPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/registers/new");
  const actor = await requireSignedIn(locale, "manage-register");
  const search = await searchParams;
  const typed = (await typedBefore(actor, search))("/office/registers");
  return (
    <EntryForm
      authorities={await listManaged(officeDatabase(), actor, "manage-register")}
      {...{ typed, locale }}
      id={randomUUID()}
      today={today()}
      notice={<OfficeNotice search={search} />}
    />
  );
}
