import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { managedOrRefused } from "@/app/managed-or-refused";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { MatchesPage } from "@/components/matches-page";
import { may } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { listMatches } from "@/db/queries/list-matches";

interface Props {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("matches");
  return { title: t("title"), robots: { index: false } };
}

export default async function Matches({ params, searchParams }: Props) {
  const { slug } = await params;
  const locale = await pageLocale(params, () => `/admin/${slug}/matches`);
  const actor = await requireSignedIn(locale, "read-matches");
  const authority = await managedOrRefused(actor, ["read-matches"], slug);
  const search = await searchParams;
  const decided = readSearch(search).get("show") === "decided";
  const { matches, total } = await listMatches(officeDatabase(), authority.id, { decided });
  return (
    <MatchesPage
      {...{ authority, matches, total, decided, locale }}
      mayDecide={may(actor, "decide-match", authority.id)}
      notice={<OfficeNotice search={search} />}
    />
  );
}
