import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { inLanguages } from "@/app/in-languages";
import { pageLocale } from "@/app/page-locale";
import { SchemeList } from "@/components/scheme-list";
import { Section } from "@/components/section";
import { DOMAINS } from "@/core/standing";
import { readDatabase } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("scheme");
  return {
    title: t("title"),
    description: t("intro"),
    alternates: inLanguages((l) => `/${l}/schemes`, await pageLocale(params, () => "/schemes")),
  };
}

/** Every scheme version there is, by domain. */
export default async function SchemesPage({ params }: Props) {
  const locale = await pageLocale(params, () => "/schemes");
  const t = await getTranslations();
  const schemes = [...(await listSchemes(readDatabase())).values()];
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("scheme.title")}</h1>
      <p className="measure mt-3">{t("scheme.intro")}</p>
      <p className="measure mt-3">{t("scheme.notComparable")}</p>
      {DOMAINS.map((domain) => {
        const own = schemes.filter((scheme) => scheme.domain === domain);
        return (
          own.length > 0 && (
            <Section key={domain} id={domain} title={t(`domain.${domain}`)}>
              <SchemeList schemes={own} locale={locale} />
            </Section>
          )
        );
      })}
    </div>
  );
}
