import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { allAuthorities, allSchemes } from "@/app/board-data";
import { inLanguages } from "@/app/in-languages";
import { pageLocale } from "@/app/page-locale";
import { AuthorityTable } from "@/components/authority-table";
import { MarkLegend } from "@/components/mark-legend";
import { SchemeList } from "@/components/scheme-list";
import { Section } from "@/components/section";

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("data");
  return {
    title: t("title"),
    description: t("intro"),
    alternates: inLanguages((l) => `/${l}/data`, await pageLocale(params)),
  };
}

export default async function DataPage({ params }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations("data");
  const [authorities, schemes] = await Promise.all([allAuthorities(), allSchemes()]);
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("title")}</h1>
      <p className="measure mt-3">{t("intro")}</p>
      <Section title={t("authorities")}>
        <AuthorityTable authorities={authorities} locale={locale} />
      </Section>
      <div id="marks" className="anchor">
        <Section title={t("marks")}>
          <MarkLegend />
        </Section>
      </div>
      <Section title={t("schemes")}>
        <SchemeList schemes={[...schemes.values()]} locale={locale} />
      </Section>
      <Section title={t("privacy")}>
        <p className="measure">{t("privacyText")}</p>
      </Section>
    </div>
  );
}
