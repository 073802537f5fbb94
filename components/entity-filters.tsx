import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/filter-select";
import { useNumberSchemes } from "@/components/number-schemes";
import { standingWords } from "@/components/standing-words";
import { type EntityQuery, entitiesUrl, entitySearch } from "@/core/entity-query";
import type { Locale } from "@/core/locale";
import { COLOURS } from "@/core/standing";

/** The search of the list of businesses, as a plain form. */
export function EntityFilters({ query, locale }: { query: EntityQuery; locale: Locale }) {
  const t = useTranslations();
  const numberSchemes = useNumberSchemes();
  const words = standingWords(t);
  const standing = entitySearch(query).get("standing") ?? "";
  const usual = ["", ...COLOURS, "unrated", "disputed", "ceased"];
  return (
    <search className="no-print mt-4 block">
      <form action={`/${locale}/entities`} className="flex flex-wrap items-end gap-3">
        <div className="grow basis-64">
          <label className="block text-soft text-xs" htmlFor="entity-search">
            {t("entityList.searchLabel")}
          </label>
          <input
            id="entity-search"
            type="search"
            name="q"
            defaultValue={query.q}
            maxLength={200}
            dir="auto"
            className="control w-full cursor-text"
          />
        </div>
        <FilterSelect
          name="standing"
          label={t("entityList.standing")}
          value={standing}
          choices={[...new Set([...usual, standing])].map((value) => ({
            value,
            text: choiceText(value),
          }))}
        />
        <FilterSelect
          name="scheme"
          label={t("entityList.scheme")}
          value={query.scheme ?? ""}
          choices={[{ value: "", text: t("entityList.anyScheme") }, ...numberSchemes.choices]}
        />
        <button type="submit" className="control control-primary">
          {t("board.search")}
        </button>
        {(query.q || query.standings.length > 0 || query.scheme) && (
          <a className="target" href={entitiesUrl(locale, { q: "", standings: [], scheme: null })}>
            {t("board.clear")}
          </a>
        )}
      </form>
    </search>
  );

  function choiceText(value: string): string {
    if (value === "") return t("entityList.anyStanding");
    const word = (one: string) =>
      one === "unrated" ? t("colour.unrated") : (words[one as keyof typeof words] ?? one);
    return value.split(",").map(word).join(" · ");
  }
}
