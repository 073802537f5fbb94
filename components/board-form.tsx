import { useMessages, useTranslations } from "next-intl";
import { BoardFilters } from "@/components/board-filters";
import { NearMe } from "@/components/near-me";
import { SearchBox } from "@/components/search-box";
import { standingWords } from "@/components/standing-words";
import { type BoardQuery, boardSearch } from "@/core/board-query";
import type { IsoDate } from "@/core/import-row";
import type { Authority } from "@/core/listing";
import type { Locale } from "@/core/locale";

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
    <search className="no-print border-hairline border-b">
      <form
        action={`/${locale}`}
        className="flex flex-wrap items-start gap-2 px-4 py-3 md:px-8 desk:px-6"
      >
        <div className="flex min-w-0 grow basis-3/5 desk:max-w-2xl desk:basis-80">
          <SearchBox
            locale={locale}
            domain={query.domain}
            near={query.near}
            value={query.q}
            label={t("board.searchLabel")}
            placeholder={t("board.searchHint")}
            labels={{ ...search, standings: standingWords(t) }}
          />
        </div>
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
        <KeptParameters query={query} />
        <BoardFilters {...props} />
      </form>
    </search>
  );
}

/** What the reader is looking at, and where, stays as it is when words and filters change. */
function KeptParameters({ query }: { query: BoardQuery }) {
  const search = boardSearch(query);
  return ["domain", "near", "bbox", "z"].map((name) => {
    const value = search.get(name);
    return value && <input key={name} type="hidden" name={name} value={value} />;
  });
}
