import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { allSchemes } from "@/app/board-data";
import { inLanguages } from "@/app/in-languages";
import { boardPicture, linkPreview } from "@/app/link-preview";
import { pageLocale } from "@/app/page-locale";
import { readSearch, type SearchParams } from "@/app/read-search";
import { today } from "@/app/today";
import { EntityListPage } from "@/components/entity-list-page";
import { entityUrl } from "@/core/entity";
import { entitiesUrl, parseEntityQuery } from "@/core/entity-query";
import { readDatabase } from "@/db/client";
import { findListedNumber } from "@/db/queries/find-listed-number";
import { entitiesScope, listEntities } from "@/db/queries/list-entities";
import { readCursor } from "@/db/queries/page-cursor";

const PAGE_ROWS = 50;

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const locale = await pageLocale(params, () => "/entities");
  const t = await getTranslations();
  const { query } = parseEntityQuery(readSearch(await searchParams));
  const [title, description] = [t("entityList.title"), t("entityList.intro")];
  return {
    title,
    description,
    alternates: inLanguages((l) => entitiesUrl(l, query), locale),
    ...linkPreview(t("layout.name"), {
      title,
      description,
      picture: boardPicture(locale, t("layout.about")),
    }),
  };
}

export default async function Entities({ params, searchParams }: Props) {
  const locale = await pageLocale(params, () => "/entities");
  const search = readSearch(await searchParams);
  const { query, refused } = parseEntityQuery(search);
  // Forms send their empty fields too; the address that stays is the short one.
  if ([...search.values()].includes("") && refused.length === 0) {
    redirect(entitiesUrl(locale, query));
  }
  const db = readDatabase();
  const numbered = query.q ? await findListedNumber(db, query.q) : null;
  if (numbered) redirect(entityUrl(locale, numbered));
  const cursor = search.get("cursor");
  const after = cursor ? readCursor(entitiesScope(query), cursor) : null;
  const [page, schemes] = await Promise.all([
    listEntities(db, query, { after, limit: PAGE_ROWS }),
    allSchemes(),
  ]);
  return (
    <EntityListPage
      {...{ page, query, schemes, locale, today: today() }}
      refused={refused.map(({ parameter }) => parameter)}
      continued={after !== null}
    />
  );
}
