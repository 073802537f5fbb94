import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { homeOf } from "@/app/home-of";
import { identityProvider } from "@/app/identity-provider";
import { isDemo } from "@/app/is-demo";
import { oneOf } from "@/app/one-of";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { readSession } from "@/app/session";
import { TYPED_EMAIL } from "@/app/typed-email";
import { SIGN_IN_DONE, SIGN_IN_REFUSALS, SignInForm } from "@/components/sign-in-form";
import { readNext } from "@/core/office-path";
import { officeDatabase } from "@/db/client";
import { listDemoAccounts } from "@/db/queries/list-demo-accounts";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("signIn"), robots: { index: false } };
}

/** Where officials and representatives sign in. */
export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/sign-in");
  const { next, refused, done } = await searchParams;
  const session = await readSession();
  if (session && !session.lacksFactor)
    redirect(readNext(next) ?? homeOf(locale, session.memberships));
  // From the identity provider somebody comes here to be led on; by hand, to sign in as another.
  if (session && done === "provider") redirect(`/${locale}/sign-in/second-factor`);
  return (
    <SignInForm
      locale={locale}
      next={readNext(next)}
      email={(await cookies()).get(TYPED_EMAIL)?.value ?? ""}
      refused={oneOf(refused, SIGN_IN_REFUSALS)}
      done={oneOf(done, SIGN_IN_DONE)}
      provider={identityProvider()?.name ?? null}
      demoAccounts={isDemo() ? await listDemoAccounts(officeDatabase()) : []}
    />
  );
}
