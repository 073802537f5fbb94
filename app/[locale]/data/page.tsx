import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { inLanguages } from "@/app/in-languages";
import { pageLocale } from "@/app/page-locale";
import { tellLifetime } from "@/app/tell-keeping";
import { AuthorityTable } from "@/components/authority-table";
import { BulkFileList } from "@/components/bulk-file-list";
import { DatasetJsonLd } from "@/components/dataset-json-ld";
import { MarkLegend } from "@/components/mark-legend";
import { SchemeList } from "@/components/scheme-list";
import { Section } from "@/components/section";
import { readDatabase } from "@/db/client";
import { listPublishers } from "@/db/queries/list-authorities";
import { listSchemesInUse } from "@/db/queries/list-schemes";
import { baseUrl } from "@/services/base-url";
import { readBulkManifest } from "@/services/bulk-files";

/** The files are made in the background, without a publication. */
const FILES_SEEN_WITHIN_S = 60;

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("data");
  return {
    title: t("title"),
    description: t("intro"),
    alternates: inLanguages((l) => `/${l}/data`, await pageLocale(params, () => "/data")),
  };
}

export default async function DataPage({ params }: Props) {
  const locale = await pageLocale(params, () => "/data");
  const t = await getTranslations("data");
  tellLifetime(FILES_SEEN_WITHIN_S);
  const [authorities, schemes, manifest] = await Promise.all([
    listPublishers(readDatabase()),
    listSchemesInUse(readDatabase()),
    readBulkManifest(),
  ]);
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("title")}</h1>
      <p className="measure mt-3">{t("intro")}</p>
      <Section id="authorities" title={t("authorities")}>
        <AuthorityTable authorities={authorities} locale={locale} />
      </Section>
      <Section id="files" title={t("files")}>
        <BulkFileList manifest={manifest} locale={locale} />
        {manifest && (
          <DatasetJsonLd
            manifest={manifest}
            name={t("title")}
            description={t("intro")}
            base={baseUrl()}
            page={`${baseUrl()}/${locale}/data`}
          />
        )}
      </Section>
      <Section id="marks" title={t("marks")}>
        <MarkLegend />
      </Section>
      <Section id="schemes" title={t("schemes")}>
        <p className="measure mb-4">{t("schemesIntro")}</p>
        <SchemeList schemes={schemes} locale={locale} />
      </Section>
      <Section id="privacy" title={t("privacy")}>
        <p className="measure">{t("privacyText")}</p>
      </Section>
    </div>
  );
}
