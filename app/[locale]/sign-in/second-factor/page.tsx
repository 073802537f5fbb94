import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { homeOf } from "@/app/home-of";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { readSession } from "@/app/session";
import { CODE_REFUSALS, SecondFactorForm } from "@/components/second-factor-form";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { findFactors, hasSecondFactor } from "@/db/queries/find-factors";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("secondFactor.title"), robots: { index: false } };
}

/**
 * The second step of signing in, for whoever has just given a password and for a session that has
 * become one that needs it. Whoever has no second factor yet is led to set one up.
 */
export default async function SecondFactorPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/sign-in/second-factor");
  const { next: asked, refused } = await searchParams;
  const next = readNext(asked);
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  const session = await readSession();
  if (session && !session.lacksFactor && session.secondFactor) {
    redirect(next ?? homeOf(locale, session.memberships));
  }
  const factors = session && (await findFactors(officeDatabase(), session.userId));
  if (factors && !hasSecondFactor(factors)) redirect(`/${locale}/account/second-factor${query}`);
  if (!session && !(await isUnderWay())) redirect(`/${locale}/sign-in${query}`);
  return (
    <SecondFactorForm
      locale={locale}
      next={next}
      refused={oneOf(refused, CODE_REFUSALS)}
      byCode={factors === null || factors.totp === "on"}
    />
  );
}

/** Whether a password was given a moment ago in this browser. */
async function isUnderWay(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => name.endsWith("placard.two_factor"));
}
