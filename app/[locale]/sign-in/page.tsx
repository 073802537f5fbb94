import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/page-locale";
import { SignInForm } from "@/components/sign-in-form";
import { readNext } from "@/core/office-path";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("signIn"), robots: { index: false } };
}

/** Where officials and representatives sign in. */
export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/sign-in");
  const { next, refused } = await searchParams;
  return (
    <SignInForm
      locale={locale}
      next={readNext(next)}
      refused={refused === "wrong" || refused === "often" ? refused : null}
    />
  );
}
