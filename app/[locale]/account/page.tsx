import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireSignedIn } from "@/app/actor";
import { pageLocale } from "@/app/page-locale";

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("account"), robots: { index: false } };
}

/** Who somebody is here, and what proves it. */
export default async function AccountPage({ params }: Props) {
  const locale = await pageLocale(params, () => "/account");
  const { name, email } = await requireSignedIn(locale);
  const t = await getTranslations("identity");
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("account")}</h1>
      <p className="mt-3">{name}</p>
      <p>{email}</p>
    </div>
  );
}
