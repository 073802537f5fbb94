import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireSignedIn } from "@/app/actor";
import { OfficeNotice } from "@/app/office-notice";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { RegisterDesk } from "@/components/register-desk";
import { mayAnywhere } from "@/core/permissions";
import { ENTRY_STATES } from "@/core/register-entry";
import { officeDatabase } from "@/db/client";
import { listOfficeEntries } from "@/db/queries/list-office-entries";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("entries");
  return { title: t("title"), robots: { index: false } };
}

/** The desk of those who keep a register: every entry of theirs, ended ones too. */
export default async function RegistersPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/registers");
  const actor = await requireSignedIn(locale, "read-register");
  const search = await searchParams;
  const read = readSearch(search);
  const state = oneOf(read.get("state"), ENTRY_STATES);
  const before = z.uuid().safeParse(read.get("before")).data ?? null;
  const { items, next } = await listOfficeEntries(officeDatabase(), actor, { state, before });
  return (
    <RegisterDesk
      {...{ entries: items, next, state, locale }}
      mayRecord={mayAnywhere(actor, "manage-register")}
      notice={<OfficeNotice search={search} />}
    />
  );
}
