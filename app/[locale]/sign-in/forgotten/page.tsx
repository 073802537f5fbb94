import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { FORGOTTEN_REFUSALS, ForgottenForm } from "@/components/reset-forms";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("forgotten.title"), robots: { index: false } };
}

/** Where whoever forgot a password asks for a link to choose another. */
export default async function ForgottenPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/sign-in/forgotten");
  const { refused, done } = await searchParams;
  return (
    <ForgottenForm
      locale={locale}
      refused={oneOf(refused, FORGOTTEN_REFUSALS)}
      isSent={done === "sent"}
    />
  );
}
