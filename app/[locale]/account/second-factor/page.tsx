import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { begunTotp } from "@/app/begun-totp";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { readSession } from "@/app/session";
import { SETUP_REFUSALS, TotpSetup } from "@/components/totp-setup";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { findFactors, hasSecondFactor } from "@/db/queries/find-factors";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("setup.title"), robots: { index: false } };
}

/** Where somebody sets up a second factor; those whose role asks for it see nothing else before. */
export default async function SetupPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/account/second-factor");
  const { next: asked, refused } = await searchParams;
  const next = readNext(asked);
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  const session = await readSession();
  if (!session) redirect(`/${locale}/sign-in${query}`);
  const factors = await findFactors(officeDatabase(), session.userId);
  if (hasSecondFactor(factors) && !session.secondFactor) {
    redirect(`/${locale}/sign-in/second-factor${query}`);
  }
  return (
    <TotpSetup
      locale={locale}
      next={next}
      refused={oneOf(refused, SETUP_REFUSALS)}
      isRequired={session.lacksFactor}
      asksPassword={factors.hasPassword}
      secret={factors.totp === "begun" ? await begunTotp(session) : null}
    />
  );
}
