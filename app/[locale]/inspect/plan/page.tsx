import { redirect } from "next/navigation";
import { requireSignedIn } from "@/app/actor";
import { officeToday } from "@/app/office-today";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { dayField } from "@/core/day-field";
import { planUrl } from "@/core/office-url";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

/** Leads to the plan of a day: the one that is asked for, else today's. */
export default async function Plans({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/inspect/plan");
  const actor = await requireSignedIn(locale, "plan-day");
  const day = dayField.safeParse((await searchParams).day);
  redirect(planUrl(locale, day.success ? day.data : await officeToday(actor)));
}
