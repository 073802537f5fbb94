import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { allSchemes } from "@/app/board-data";
import { pageLocale } from "@/app/page-locale";
import { readSession } from "@/app/session";
import { today } from "@/app/today";
import { OwnStandingsPage } from "@/components/own-standings-page";
import { officeDatabase } from "@/db/client";
import { listOwnStandings } from "@/db/queries/own/list-own-standings";

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("my");
  return { title: t("title"), robots: { index: false } };
}

/** What somebody speaks for, and how each of it stands. */
export default async function OwnStandings({ params }: Props) {
  const locale = await pageLocale(params, () => "/my");
  const actor = await requireSignedIn(locale, "read-own-standing");
  const [own, schemes, session] = await Promise.all([
    listOwnStandings(officeDatabase(), actor),
    allSchemes(),
    readSession(),
  ]);
  return (
    <OwnStandingsPage
      {...{ own, schemes, locale }}
      today={today()}
      offersFactor={session?.secondFactor === false}
    />
  );
}
