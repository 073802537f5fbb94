import { useMessages, useTranslations } from "next-intl";
import { BoardFilters } from "@/components/board-filters";
import type { Locale } from "@/components/locales";
import { NearMe } from "@/components/near-me";
import { SearchBox } from "@/components/search-box";
import { standingWords } from "@/components/standing-words";
import { type BoardQuery, boardSearch } from "@/core/board-query";
import type { IsoDate } from "@/core/import-row";
import type { Authority } from "@/core/listing";

/** Search and filters as one plain form, so that the address holds all that was asked. */
export function BoardForm(props: {
  query: BoardQuery;
  authorities: readonly Authority[];
  locale: Locale;
  today: IsoDate;
}) {
  const { query, locale } = props;
  const t = useTranslations();
  const { search } = useMessages();
  return (
    <form role="search" action={`/${locale}`} className="no-print border-hairline border-b">
      <div className="flex flex-wrap gap-2 px-4 pt-3 md:px-8 desk:px-6">
        <SearchBox
          locale={locale}
          domain={query.domain}
          near={query.near}
          value={query.q}
          label={t("board.searchLabel")}
          placeholder={t("board.searchHint")}
          labels={{ ...search, standings: standingWords(t) }}
        />
        <button type="submit" className="control control-primary">
          {t("board.search")}
        </button>
        <NearMe
          labels={{
            label: t("near.label"),
            finding: t("near.finding"),
            denied: t("near.denied"),
            unavailable: t("near.unavailable"),
            timeout: t("near.timeout"),
          }}
        />
      </div>
      <KeptParameters query={query} />
      <BoardFilters {...props} />
    </form>
  );
}

/** Where the reader is looking stays as it is when words and filters change. */
function KeptParameters({ query }: { query: BoardQuery }) {
  const search = boardSearch(query);
  return ["near", "bbox", "z"].map((name) => {
    const value = search.get(name);
    return value && <input key={name} type="hidden" name={name} value={value} />;
  });
}
