import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { decodedSegment } from "@/app/decoded-segment";
import { OfficeNotice } from "@/app/office-notice";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { refuse } from "@/app/refuse";
import { today } from "@/app/today";
import { OwnEntityPage } from "@/components/own-entity-page";
import { officeDatabase } from "@/db/client";
import { findOwnEntity } from "@/db/queries/own/find-own-entity";

const PAGE_ROWS = 50;

interface Props {
  params: Promise<{ locale: string; scheme: string; number: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("my");
  return { title: t("title"), robots: { index: false } };
}

export default async function OwnEntity({ params, searchParams }: Props) {
  const { scheme, number: written } = await params;
  const locale = await pageLocale(params, () => `/my/entities/${scheme}/${written}`);
  const actor = await requireSignedIn(locale, "read-own-standing");
  const asked = { scheme, number: decodedSegment(written) };
  const search = await searchParams;
  const cursor = readSearch(search).get("cursor");
  const own = await findOwnEntity(officeDatabase(), actor, asked, { cursor, limit: PAGE_ROWS });
  if (!own) refuse();
  return (
    <OwnEntityPage
      {...{ own, asked, locale }}
      schemes={await allSchemes()}
      today={today()}
      continued={cursor !== null}
      notice={<OfficeNotice search={search} />}
    />
  );
}
