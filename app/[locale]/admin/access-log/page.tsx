import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { AccessLogPage } from "@/components/access-log-page";
import { dayField } from "@/core/day-field";
import { parsePublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { readAccessLog } from "@/db/queries/list-access-log";

const PAGE_ROWS = 100;

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administration");
  return { title: t("log"), robots: { index: false } };
}

export default async function AccessLog({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/admin/access-log");
  const actor = await requireSignedIn(locale, "read-access-log");
  const asked = readSearch(await searchParams);
  const typed = (asked.get("subject") ?? "").trim().slice(0, 200);
  const query = {
    person: (asked.get("person") ?? "").trim().toLowerCase().slice(0, 300),
    subject: typed,
    day: dayField.safeParse(asked.get("day")).data ?? null,
    refused: asked.get("refused") === "1",
  };
  const found = await readAccessLog(
    officeDatabase(),
    actor,
    { ...query, subject: parsePublicId(typed) ?? typed },
    { before: asked.get("before"), limit: PAGE_ROWS },
  );
  return <AccessLogPage query={query} {...found} locale={locale} />;
}
