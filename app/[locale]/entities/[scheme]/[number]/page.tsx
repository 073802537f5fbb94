import type { Metadata } from "next";
import { permanentRedirect, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { answerNotFound } from "@/app/answer-not-found";
import { allSchemes } from "@/app/board-data";
import { decodedSegment } from "@/app/decoded-segment";
import { inLanguages } from "@/app/in-languages";
import { boardPicture, linkPreview } from "@/app/link-preview";
import { pageLocale } from "@/app/page-locale";
import { tellPerishable } from "@/app/tell-keeping";
import { today } from "@/app/today";
import { EntityJsonLd } from "@/components/entity-json-ld";
import { EntityNotFound } from "@/components/entity-not-found";
import { EntityPage } from "@/components/entity-page";
import { RegisterNotices } from "@/components/register-notices";
import { type EntityDetail, type EntityNumber, entityUrl } from "@/core/entity";
import { ENTITY_SCHEMES, parseEntityNumber } from "@/core/entity-number";
import { readDatabase } from "@/db/client";
import { entityScope, findEntity } from "@/db/queries/find-entity";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { readCursor } from "@/db/queries/page-cursor";
import { baseUrl } from "@/services/base-url";

const PAGE_ROWS = 50;

interface Props {
  params: Promise<{ locale: string; scheme: string; number: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  const t = await getTranslations();
  const found = await entityAt(locale, await params, await searchParams);
  if (!found) return { title: t("entity.notFoundTitle"), robots: { index: false } };
  const { entity, asked } = found;
  const title = entity.profile?.name ?? t("entity.tradingTitle", { number: asked.number });
  const description = t("entity.sitesIntro");
  return {
    title,
    description,
    alternates: inLanguages((l) => entityUrl(l, asked), locale),
    ...linkPreview(t("layout.name"), {
      title,
      description,
      picture: boardPicture(locale, t("layout.about")),
    }),
    // Whoever may be a private person is not offered to searchers.
    ...(entity.profile?.state !== "active" && { robots: { index: false } }),
  };
}

export default async function Page({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const search = await searchParams;
  const [found, schemes] = await Promise.all([
    entityAt(locale, await params, search),
    allSchemes(),
  ]);
  if (!found) {
    answerNotFound();
    return <EntityNotFound locale={locale} />;
  }
  const { entity, asked } = found;
  const notices = entity.profile ? await listPublicEntries(readDatabase(), { entity: asked }) : [];
  if (notices.length > 0 || entity.profile?.consented) tellPerishable();
  return (
    <>
      <EntityJsonLd entity={entity} asked={asked} url={`${baseUrl()}${entityUrl(locale, asked)}`} />
      <EntityPage
        {...{ entity, asked, schemes, locale, today: today() }}
        notices={<RegisterNotices entries={notices} locale={locale} />}
        continued={search.cursor !== undefined}
      />
    </>
  );
}

async function localeOf(params: Props["params"]) {
  const { scheme, number } = await params;
  return pageLocale(params, () => `/entities/${scheme}/${number}`);
}

const entityByNumber = cache((scheme: string, number: string, cursor: string) => {
  const after = cursor ? readCursor(entityScope({ scheme, number }), cursor) : null;
  return findEntity(readDatabase(), { scheme, number }, { after, limit: PAGE_ROWS });
});

/** The business that an address means; other spellings of its number are sent to the one that counts. */
async function entityAt(
  locale: string,
  { scheme: written, number: typed }: { scheme: string; number: string },
  { cursor }: { cursor?: string | string[] },
): Promise<{ entity: EntityDetail; asked: EntityNumber } | null> {
  const scheme = ENTITY_SCHEMES.find((one) => one === written);
  const number = scheme && parseEntityNumber(scheme, decodedSegment(typed));
  if (!scheme || !number) return null;
  if (number !== decodedSegment(typed)) {
    permanentRedirect(entityUrl(locale, { scheme, number }));
  }
  const entity = await entityByNumber(scheme, number, [cursor].flat()[0] ?? "");
  if (!entity) return null;
  // A merger may be undone: browsers must not keep where it led.
  if ("mergedInto" in entity) redirect(entityUrl(locale, entity.mergedInto));
  return { entity, asked: { scheme, number } };
}
