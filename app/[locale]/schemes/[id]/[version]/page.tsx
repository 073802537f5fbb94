import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { answerNotFound } from "@/app/answer-not-found";
import { decodedSegment } from "@/app/decoded-segment";
import { inLanguages } from "@/app/in-languages";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { NotFoundPage } from "@/components/not-found-page";
import { SchemePage } from "@/components/scheme-page";
import { readInputs } from "@/core/scheme-form";
import { schemeUrl } from "@/core/scheme-url";
import { readDatabase } from "@/db/client";
import { countOutcomes } from "@/db/queries/count-outcomes";
import { findScheme } from "@/db/queries/find-scheme";

interface Props {
  params: Promise<{ locale: string; id: string; version: string }>;
  searchParams: SearchParams;
}

const read = cache((id: string, version: string) => findScheme(readDatabase(), { id, version }));

async function readParams(params: Props["params"]) {
  const { id, version } = await params;
  const locale = await pageLocale(params, () => `/schemes/${id}/${version}`);
  return { id: decodedSegment(id), version: decodedSegment(version), locale };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, version, locale } = await readParams(params);
  const found = await read(id, version);
  if (!found) return {};
  const t = await getTranslations("scheme");
  const { title } = found.document;
  return {
    title: `${title[locale]} · ${t("version", { version })}`,
    description: t("intro"),
    alternates: inLanguages((l) => schemeUrl(l, found.document), locale),
  };
}

/** One scheme version: its rule, examples, a form to try it, and its share of this board. */
export default async function SchemeVersionPage({ params, searchParams }: Props) {
  const { id, version, locale } = await readParams(params);
  const found = await read(id, version);
  if (!found) {
    answerNotFound();
    return <NotFoundPage locale={locale} />;
  }
  const given = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, [value].flat()[0]]),
  );
  const tried = readInputs(found.document, given);
  return (
    <SchemePage
      scheme={found.document}
      hash={found.hash}
      // Whoever tries inputs waits for nothing else.
      counts={tried ? null : await countOutcomes(readDatabase(), found.document)}
      given={tried}
      locale={locale}
    />
  );
}
