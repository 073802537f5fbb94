import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterMenu } from "@/components/filter-menu";
import { FilterSelect } from "@/components/filter-select";
import { Mark } from "@/components/mark";
import { sinceChoices } from "@/components/since-choices";
import { standingWords } from "@/components/standing-words";
import { type BoardQuery, OPEN_UNRATED, parseBoardQuery, SORTS } from "@/core/board-query";
import { CATEGORIES } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { Authority } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { COLOURS, type Standing } from "@/core/standing";
import { boardUrl } from "@/core/urls";

const SORT_WORDS = {
  relevance: "sortRelevance",
  name: "sortName",
  distance: "sortDistance",
  date: "sortDate",
} as const;

/** All filters: folded into one line on a phone, side by side on a desk. */
export function BoardFilters({
  query,
  authorities,
  locale,
  today,
}: {
  query: BoardQuery;
  authorities: readonly Authority[];
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const words = standingWords(t);
  const on = countFilters(query);
  const sorts = SORTS.filter(
    (sort) => (sort !== "distance" || query.near) && (sort !== "relevance" || query.q),
  );
  // Left out of the address, so that a new search starts with its own usual order.
  const usual = query.near ? "distance" : query.q ? "relevance" : "name";
  return (
    <details className="fold">
      <summary className="control arrow">
        {on > 0 ? t("board.filtersOn", { count: on }) : t("board.filters")}
      </summary>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-3 py-3 desk:py-0">
        <FilterMenu
          label={t("board.result")}
          value={chosenWords(
            query.standings.map((standing) => words[standing]),
            t("board.allResults"),
            (count) => t("board.chosen", { count }),
          )}
        >
          {COLOURS.map((colour) => standingBox(colour))}
          <li className="my-1 border-hairline border-t" />
          {[...OPEN_UNRATED, "ceased" as const].map((state) => standingBox(state))}
        </FilterMenu>
        <FilterMenu
          label={t("board.category")}
          value={chosenWords(
            query.categories.map((category) => t(`category.${category}`)),
            t("board.allCategories"),
            (count) => t("board.chosen", { count }),
          )}
        >
          {CATEGORIES.map((category) => (
            <CheckBox
              key={category}
              name="category"
              value={category}
              checked={query.categories.includes(category)}
            >
              {t(`category.${category}`)}
            </CheckBox>
          ))}
        </FilterMenu>
        <FilterSelect
          name="authority"
          label={t("board.authority")}
          value={query.authority ?? ""}
          choices={[
            { value: "", text: t("board.allAuthorities") },
            ...authorities.map(({ slug, name }) => ({ value: slug, text: name })),
          ]}
        />
        <FilterSelect
          name="since"
          label={t(query.domain === "tax" ? "board.sinceTax" : "board.since")}
          value={query.since ?? ""}
          choices={sinceChoices(query.since, today, locale, t)}
        />
        <FilterSelect
          name="sort"
          label={t("board.sort")}
          value={query.sort === usual ? "" : query.sort}
          choices={sorts.map((sort) => ({
            value: sort === usual ? "" : sort,
            text: t(`board.${SORT_WORDS[sort]}`),
          }))}
        />
        <button type="submit" className="control">
          {t("board.apply")}
        </button>
        {on > 0 && (
          <a className="target" href={boardUrl(locale, unfiltered(query))}>
            {t("board.clear")}
          </a>
        )}
      </div>
    </details>
  );

  function standingBox(standing: Standing) {
    return (
      <CheckBox
        key={standing}
        name="colour"
        value={standing}
        checked={query.standings.includes(standing)}
      >
        <Mark standing={standing} size={20} />
        <span>
          <span className="capital">{words[standing]}</span>
          {standing === "ceased" && <span className="text-soft"> ({t("board.ceasedHint")})</span>}
        </span>
      </CheckBox>
    );
  }
}

function CheckBox({
  name,
  value,
  checked,
  children,
}: {
  name: string;
  value: string;
  checked: boolean;
  children: ReactNode;
}) {
  return (
    <li>
      <label className="flex min-h-11 items-center gap-3 rounded px-2 hover:bg-wash desk:min-h-9">
        <input
          type="checkbox"
          className="size-5 flex-none accent-accent"
          name={name}
          value={value}
          defaultChecked={checked}
        />
        {children}
      </label>
    </li>
  );
}

/** One word as it is, several as their number. */
function chosenWords(words: readonly string[], none: string, several: (count: number) => string) {
  return words.length > 1 ? several(words.length) : (words[0] ?? none);
}

function countFilters(query: BoardQuery): number {
  const lists = [query.standings, query.categories].filter((list) => list.length > 0).length;
  return lists + Number(query.authority !== null) + Number(query.since !== null);
}

function unfiltered(query: BoardQuery): BoardQuery {
  const { query: bare } = parseBoardQuery(new URLSearchParams());
  const { q, domain, near, bounds, zoom, sort } = query;
  return { ...bare, q, domain, near, bounds, zoom, sort };
}
