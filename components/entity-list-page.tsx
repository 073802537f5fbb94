import { useTranslations } from "next-intl";
import { EntityFilters } from "@/components/entity-filters";
import { EntityRow } from "@/components/entity-row";
import { StandingCounts } from "@/components/standing-counts";
import type { ListedEntity } from "@/core/entity";
import { type EntityQuery, entitiesUrl } from "@/core/entity-query";
import { isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Counts, Total } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** Businesses by name or register number with their tax standing, whether or not they run a place. */
export function EntityListPage({
  page,
  query,
  schemes,
  refused,
  continued,
  locale,
  today,
}: {
  page: {
    items: readonly ListedEntity[];
    next: string | null;
    total: Total;
    counts: Counts | null;
  };
  query: EntityQuery;
  schemes: ReadonlyMap<string, Scheme>;
  refused: readonly string[];
  /** True on any page but the first. */
  continued: boolean;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const here = entitiesUrl(locale, query);
  const { total, counts, items, next } = page;
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("entityList.title")}</h1>
      <p className="measure mt-3">{t("entityList.intro")}</p>
      <EntityFilters query={query} locale={locale} />
      {refused.length > 0 && (
        <p className="mt-4 rounded bg-note px-3 py-2">
          {t("board.refused", { parameter: isolated(locale, refused.join(", ")) })}
        </p>
      )}
      <h2 className="mt-6 font-semibold text-lg">
        {t(total.capped ? "entityList.totalCapped" : "entityList.total", { count: total.value })}
      </h2>
      {counts && (
        <div className="mt-1 max-w-xl">
          <StandingCounts
            counts={counts}
            standings={query.standings}
            href={(standings) => entitiesUrl(locale, { ...query, standings })}
            locale={locale}
          />
        </div>
      )}
      {items.length > 0 ? (
        <ul className="mt-2 border-hairline border-t">
          {items.map((entity) => (
            <EntityRow
              key={`${entity.scheme} ${entity.number}`}
              {...{ entity, schemes, locale, today }}
            />
          ))}
        </ul>
      ) : (
        <p className="py-8">{t(continued ? "entityList.noMore" : "entityList.none")}</p>
      )}
      <nav className="no-print flex flex-wrap gap-x-6 pt-4" aria-label={t("entityList.title")}>
        {next && (
          <a
            className="control"
            rel="next"
            href={`${here}${here.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`}
          >
            {t("board.next")}
          </a>
        )}
        {continued && (
          <a className="target" href={here}>
            {t("board.first")}
          </a>
        )}
        <a className="target" href={`/${locale}`}>
          {t("notFound.board")}
        </a>
      </nav>
    </div>
  );
}
