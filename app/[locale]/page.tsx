import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { basemap } from "@/app/basemap";
import { allAuthorities, allSchemes } from "@/app/board-data";
import { inLanguages } from "@/app/in-languages";
import { boardPicture, linkPreview } from "@/app/link-preview";
import { pageLocale } from "@/app/page-locale";
import type { SearchParams } from "@/app/read-search";
import { tellFootprint } from "@/app/tell-keeping";
import { today } from "@/app/today";
import { BoardForm } from "@/components/board-form";
import { BoardResults } from "@/components/board-results";
import { type BoardQuery, boardSearch, parseBoardQuery } from "@/core/board-query";
import { entityUrl } from "@/core/entity";
import { searchFeedUrl } from "@/core/feed-url";
import { boardFootprint } from "@/core/footprint";
import { parsePublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import { siteUrl } from "@/core/site-url";
import { DOMAINS, type Domain } from "@/core/standing";
import { boardUrl } from "@/core/urls";
import { readDatabase } from "@/db/client";
import { findBoardPage } from "@/db/queries/find-board-page";
import { findExtent } from "@/db/queries/find-extent";
import { findListedNumber } from "@/db/queries/find-listed-number";
import { findSite } from "@/db/queries/find-site";
import { findSiteByLink } from "@/db/queries/find-site-by-link";
import { listNamesakes } from "@/db/queries/list-namesakes";
import { baseUrl } from "@/services/base-url";

const PAGE_ROWS = 50;
const NAMESAKES = 3;

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("board");
  const layout = await getTranslations("layout");
  const feed = await getTranslations("feed");
  const { query } = await readSearch(searchParams);
  const locale = await pageLocale(params, (asked) => `/${asked}`);
  const description = t("description");
  const title = query.q
    ? t("titleFor", { q: query.q.slice(0, 40), domain: query.domain })
    : t("title", { domain: query.domain });
  const sort = query.sort === "distance" ? "relevance" : query.sort;
  const placeless = parseBoardQuery(boardSearch({ ...query, near: null, bounds: null, sort }));
  const search = boardSearch(placeless.query).toString();
  return {
    title: { absolute: `${title} · ${layout("name")}` },
    description,
    alternates: inLanguages(
      (l) => `/${l}${search && `?${search}`}`,
      locale,
      query.domain === "tax"
        ? undefined
        : {
            url: searchFeedUrl(locale, query),
            title: query.q ? feed("search", { q: query.q.slice(0, 40) }) : feed("board"),
          },
    ),
    ...linkPreview(layout("name"), {
      title,
      description,
      picture: boardPicture(locale, layout("about")),
    }),
  };
}

export default async function Board({ params, searchParams }: Props) {
  const locale = await pageLocale(params, (asked) => `/${asked}`);
  const { query, refused, cursor, untidy } = await readSearch(searchParams);
  // Forms send their empty fields too; the address that stays is the short one.
  if (untidy && refused.length === 0) redirect(boardUrl(locale, query));
  const db = readDatabase();
  const place = await placeOfNumber(query.q);
  if (place) redirect(siteUrl(locale, place));
  const shop = query.q ? await findSiteByLink(db, query.q) : null;
  if (shop) redirect(siteUrl(locale, { id: shop }));
  const numbered = query.q ? await findListedNumber(db, query.q) : null;
  if (numbered) redirect(entityUrl(locale, numbered));
  const [authorities, schemes, page, namesakes] = await Promise.all([
    allAuthorities(),
    allSchemes(),
    findBoardPage(db, query, { cursor, limit: PAGE_ROWS }),
    // Every publication of an entity has the page drawn anew, whatever its footprint.
    query.q && !cursor ? listNamesakes(db, { q: query.q, limit: NAMESAKES }) : [],
  ]);
  const searched = { ...query, q: page.searched };
  tellFootprint(boardFootprint(searched));
  // The map starts where the results are.
  const extent = query.bounds || query.near ? null : await findExtent(db, searched);
  const context = { query, locale, today: today() };
  return (
    <>
      <BoardForm authorities={authorities} {...context} />
      <BoardResults
        page={page}
        namesakes={namesakes}
        schemes={schemes}
        domains={domainsOf(schemes, query.domain)}
        refused={refused}
        extent={extent}
        basemap={basemap()}
        continued={cursor !== null}
        address={`${baseUrl()}${boardUrl(locale, query)}`}
        {...context}
      />
    </>
  );
}

/** The place whose number was typed or read off a placard into the search box. */
async function placeOfNumber(q: string): Promise<{ id: string; slug: string } | null> {
  const id = parsePublicId(q);
  const site = id && (await findSite(readDatabase(), id));
  if (!site || !("mergedInto" in site)) return site || null;
  const heir = await findSite(readDatabase(), site.mergedInto);
  return heir && !("mergedInto" in heir) ? heir : null;
}

/** In the order of the words, those that some scheme rates; what is asked for is always there. */
function domainsOf(schemes: ReadonlyMap<string, Scheme>, asked: Domain): Domain[] {
  const rated = new Set([...schemes.values()].map((scheme) => scheme.domain)).add(asked);
  return DOMAINS.filter((domain) => rated.has(domain));
}

interface Search {
  query: BoardQuery;
  /** Names of parameters that were not understood. */
  refused: string[];
  cursor: string | null;
  /** True where some parameter is there and empty. */
  untidy: boolean;
}

async function readSearch(searchParams: Props["searchParams"]): Promise<Search> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one);
  }
  const { query, refused } = parseBoardQuery(search);
  return {
    query,
    refused: refused.map(({ parameter }) => parameter),
    cursor: search.get("cursor") || null,
    untidy: [...search.values()].includes(""),
  };
}
