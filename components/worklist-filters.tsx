import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/filter-select";
import { WORK_REASONS } from "@/core/due";
import { type DuePage, type DueQuery, parseDueQuery } from "@/core/due-query";
import { formatNumber } from "@/core/format";
import type { Total } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { worklistUrl } from "@/core/office-url";
import { SITE_DOMAINS } from "@/core/standing";

/** What a worklist may be narrowed by; each choice is an address of its own. */
export function WorklistFilters({
  query,
  counts,
  authorities,
  areas,
  locale,
}: {
  query: DueQuery;
  counts: DuePage["counts"];
  authorities: readonly { slug: string; name: string }[];
  areas: readonly { id: number; name: string }[];
  locale: Locale;
}) {
  const t = useTranslations();
  const bare = parseDueQuery(new URLSearchParams());
  const isNarrowed = worklistUrl(locale, query) !== worklistUrl(locale, bare);
  return (
    <form method="get" action={worklistUrl(locale)} className="mt-4 grid grid-cols-1 gap-3">
      <div>
        <label htmlFor="worklist-q" className="block text-soft text-xs">
          {t("worklist.search")}
        </label>
        <div className="flex gap-3">
          <input
            id="worklist-q"
            name="q"
            type="search"
            dir="auto"
            placeholder=" "
            defaultValue={query.q}
            maxLength={200}
            className="control min-w-0 grow cursor-text"
          />
          <button type="submit" className="control control-primary">
            {t("worklist.apply")}
          </button>
        </div>
      </div>
      <details className="fold">
        <summary className="control arrow justify-self-start">{t("worklist.filters")}</summary>
        <div className="flex flex-wrap items-end gap-3">
          <FilterSelect
            name="reason"
            label={t("worklist.reasonLabel")}
            value={query.reason ?? ""}
            choices={[
              { value: "", text: t("worklist.allReasons") },
              ...WORK_REASONS.map((reason) => ({
                value: reason,
                text: withCount(t(`worklist.reason.${reason}`), counts?.[reason]),
              })),
            ]}
          />
          {areas.length > 0 && (
            <FilterSelect
              name="area"
              label={t("worklist.area")}
              value={String(query.area ?? "")}
              choices={[
                { value: "", text: t("worklist.allAreas") },
                ...areas.map(({ id, name }) => ({ value: String(id), text: name })),
              ]}
            />
          )}
          {authorities.length > 1 && (
            <FilterSelect
              name="authority"
              label={t("worklist.authority")}
              value={query.authority ?? ""}
              choices={[
                { value: "", text: t("worklist.allAuthorities") },
                ...authorities.map(({ slug, name }) => ({ value: slug, text: name })),
              ]}
            />
          )}
          <FilterSelect
            name="domain"
            label={t("worklist.domain")}
            value={query.domain ?? ""}
            choices={[
              { value: "", text: t("worklist.allDomains") },
              ...SITE_DOMAINS.map((domain) => ({ value: domain, text: t(`domain.${domain}`) })),
            ]}
          />
          <label className="control">
            <input
              type="checkbox"
              name="overdue"
              value="1"
              defaultChecked={query.overdue}
              className="size-5 flex-none accent-accent"
            />
            {t("worklist.overdueOnly")}
          </label>
          <button type="submit" className="control desk:hidden">
            {t("worklist.apply")}
          </button>
          {isNarrowed && (
            <a className="target" href={worklistUrl(locale)}>
              {t("worklist.clear")}
            </a>
          )}
        </div>
      </details>
    </form>
  );

  function withCount(word: string, total: Total | undefined): string {
    return total ? `${word} (${totalText(total)})` : word;
  }

  function totalText({ value, capped }: Total): string {
    const count = formatNumber(locale, value);
    return capped ? t("worklist.more", { count }) : count;
  }
}
