import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { PASSWORD_REFUSALS, ResetEnded, ResetForm } from "@/components/reset-forms";
import { officeDatabase } from "@/db/client";
import { findReset } from "@/db/queries/find-reset";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  // The address of this page is the secret.
  return { title: t("reset.title"), robots: { index: false }, referrer: "same-origin" };
}

/** Where a link from a mail, or from whoever runs the board, leads: choosing a password. */
export default async function ResetPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/sign-in/reset");
  const { token, refused } = await searchParams;
  const user = typeof token === "string" ? await findReset(officeDatabase(), token) : null;
  if (!user) return <ResetEnded locale={locale} />;
  return (
    <ResetForm
      locale={locale}
      token={String(token)}
      email={user.email}
      refused={oneOf(refused, PASSWORD_REFUSALS)}
    />
  );
}
