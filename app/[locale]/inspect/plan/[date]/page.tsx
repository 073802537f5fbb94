import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { basemap } from "@/app/basemap";
import { allSchemes } from "@/app/board-data";
import { OfficeNotice } from "@/app/office-notice";
import { officeToday } from "@/app/office-today";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { PlanPage } from "@/components/plan-page";
import { dayField } from "@/core/day-field";
import { formatDate } from "@/core/format";
import { planUrl } from "@/core/office-url";
import { officeDatabase } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { listPlan } from "@/db/queries/list-plan";

interface Props {
  params: Promise<{ locale: string; date: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { date } = await params;
  const locale = await pageLocale(params, () => `/inspect/plan/${date}`);
  const t = await getTranslations("dayPlan");
  const day = dayField.safeParse(date);
  const title = day.success ? t("title", { date: formatDate(locale, day.data) }) : t("back");
  return { title, robots: { index: false } };
}

export default async function Plan({ params, searchParams }: Props) {
  const { date } = await params;
  const locale = await pageLocale(params, () => `/inspect/plan/${date}`);
  const actor = await requireSignedIn(locale, "plan-day");
  const day = dayField.safeParse(date);
  const today = await officeToday(actor);
  if (!day.success) redirect(planUrl(locale, today));
  await logLook(officeDatabase(), actor, "plan-day", "plan");
  const [items, schemes] = await Promise.all([
    listPlan(officeDatabase(), actor, day.data),
    allSchemes(),
  ]);
  return (
    <PlanPage
      day={day.data}
      {...{ items, schemes, locale, today }}
      basemap={basemap()}
      userAgent={(await headers()).get("user-agent") ?? ""}
      notice={<OfficeNotice search={await searchParams} />}
    />
  );
}
