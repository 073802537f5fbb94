import { useTranslations } from "next-intl";
import { boardBounds } from "@/components/board-bounds";
import { BoardMapPanel } from "@/components/board-map-panel";
import { BoardNotes } from "@/components/board-notes";
import { DomainSwitch } from "@/components/domain-switch";
import { EmptyBoard } from "@/components/empty-board";
import { FeedLink } from "@/components/feed-link";
import { ListingList } from "@/components/listing-list";
import { NAMESAKES_ID, Namesakes } from "@/components/namesakes";
import { StandingCounts } from "@/components/standing-counts";
import type { BoardQuery } from "@/core/board-query";
import type { ListedEntity } from "@/core/entity";
import { entitiesUrl } from "@/core/entity-query";
import { searchFeedUrl } from "@/core/feed-url";
import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { BoardPage, Box } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Domain } from "@/core/standing";
import { boardUrl } from "@/core/urls";

/** Below so few places the businesses of the same name are seen at once. */
const NAMESAKES_SEEN = 3;

/** What the board found: list and map beside each other, or the map above the list on a phone. */
export function BoardResults({
  page,
  namesakes,
  query,
  schemes,
  domains,
  refused,
  continued,
  address,
  extent,
  basemap,
  locale,
  today,
}: {
  page: BoardPage;
  /** Businesses in whose name are the words that were searched. */
  namesakes: readonly ListedEntity[];
  query: BoardQuery;
  schemes: ReadonlyMap<string, Scheme>;
  /** Domains that this board has a scheme for. */
  domains: readonly Domain[];
  refused: readonly string[];
  /** True on any page but the first. */
  continued: boolean;
  /** This page's own address, for print. */
  address: string;
  /** Where all that was found lies. */
  extent: Box | null;
  basemap: { url: string; attribution: string } | null;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("board");
  const namesakesText = useTranslations("namesakes");
  const here = boardUrl(locale, query);
  const businesses = namesakes.length > 0 && (
    <Namesakes entities={namesakes} q={query.q} {...{ schemes, locale, today }} />
  );
  const total = page.total.capped
    ? t("totalCapped", { count: page.total.value })
    : t("total", { count: page.total.value });
  return (
    <>
      <BoardNotes corrected={page.corrected} refused={refused} query={query} locale={locale} />
      <div className="print:block [@media(scripting:none)]:block! desk:grid desk:grid-cols-[420px_1fr] wide:grid-cols-[460px_1fr]">
        <div className="needs-script no-print desk:sticky desk:top-0 desk:order-2 desk:h-[calc(100dvh-13.25rem)] desk:min-h-96">
          {/* The map asks for what was searched, not for what was typed. */}
          <BoardMapPanel
            query={{ ...query, q: page.searched }}
            bounds={boardBounds(query, extent)}
            schemes={schemes}
            basemap={basemap}
            locale={locale}
          />
        </div>
        <section className="px-4 pb-8 md:px-8 desk:px-6" aria-labelledby="found">
          <h1 className="sr-only">{t("title", { domain: query.domain })}</h1>
          <DomainSwitch query={query} domains={domains} locale={locale} />
          {query.domain === "tax" && <p className="pt-2 text-sm text-soft">{t("taxLayer")}</p>}
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 pt-4 pb-1">
            <h2 id="found" className="font-semibold text-lg">
              {total}
            </h2>
            {page.asOf && (
              <p className="text-sm text-soft">
                {t("asOf", { date: formatDate(locale, page.asOf) })}
              </p>
            )}
          </div>
          {page.counts && (
            <StandingCounts
              counts={page.counts}
              standings={query.standings}
              href={(standings) => boardUrl(locale, { ...query, standings })}
              locale={locale}
            />
          )}
          {page.unplaced > 0 && (
            <p className="needs-script text-sm text-soft">
              {t("unplaced", { count: page.unplaced })}
            </p>
          )}
          {namesakes.length > 0 && page.items.length > NAMESAKES_SEEN && (
            <p className="no-print text-sm">
              <a className="target" href={`#${NAMESAKES_ID}`}>
                {namesakesText("jump")}
              </a>
            </p>
          )}
          {page.items.length === 0 && businesses}
          {page.items.length > 0 ? (
            <div className="mt-2">
              <ListingList
                items={page.items}
                domain={query.domain}
                schemes={schemes}
                locale={locale}
                today={today}
              />
            </div>
          ) : (
            <EmptyBoard never={page.asOf === null} continued={continued} clear={`/${locale}`} />
          )}
          <nav className="no-print flex flex-wrap gap-x-6 pt-4" aria-label={t("list")}>
            {page.next && (
              <a className="control" rel="next" href={withCursor(here, page.next)}>
                {t("next")}
              </a>
            )}
            {continued && (
              <a className="target" href={here}>
                {t("first")}
              </a>
            )}
          </nav>
          {page.items.length > 0 && businesses}
          {namesakes.length === 0 && (
            <p className="no-print pt-2">
              <a
                className="target"
                href={entitiesUrl(locale, { q: query.q, standings: [], scheme: null })}
              >
                {t("entities")}
              </a>
            </p>
          )}
          {query.domain !== "tax" && <FeedLink href={searchFeedUrl(locale, query)} />}
          <p className="print-only text-sm">
            {t("printed", { url: address, date: formatDate(locale, today) })}
          </p>
        </section>
      </div>
    </>
  );
}

function withCursor(url: string, cursor: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}
