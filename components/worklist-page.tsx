import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DueRow } from "@/components/due-row";
import { OwnVisits } from "@/components/own-visits";
import { Section } from "@/components/section";
import { StopsMapPanel } from "@/components/stops-map-panel";
import { WorklistFilters } from "@/components/worklist-filters";
import type { DuePage, DueQuery } from "@/core/due-query";
import { formatDate, formatNumber } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { OwnVisit } from "@/core/office-site";
import { planUrl, worklistUrl } from "@/core/office-url";
import type { Scheme } from "@/core/scheme";
import { stopText } from "@/core/stop";

export interface WorklistProps {
  query: DueQuery;
  page: DuePage;
  /** Whether this is a later page. */
  continued: boolean;
  /** Whether some of what is due is not there yet. */
  isBeingMade: boolean;
  authorities: readonly { slug: string; name: string }[];
  areas: readonly { id: number; name: string }[];
  planned: readonly { day: IsoDate; stops: number }[];
  /** Null for those who make no visits. */
  ownVisits: readonly OwnVisit[] | null;
  /** What somebody may do here beside reading. */
  may: { plan: boolean; register: boolean; decideSchemes: boolean };
  schemes: ReadonlyMap<string, Scheme>;
  basemap: { url: string; attribution: string } | null;
  locale: Locale;
  today: IsoDate;
  notice: ReactNode;
}

/** What is due at one's authorities, as list and map, with places to tick for a day. */
export function WorklistPage(props: WorklistProps) {
  const { query, page, may, locale, planned, notice } = props;
  const t = useTranslations("worklist");
  const { overdue } = page;
  return (
    <div className="page pb-16">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 pt-8">
        <h1 className="font-semibold text-xl md:text-2xl">{t("title")}</h1>
        <div className="flex flex-wrap gap-x-6">
          {props.ownVisits && (
            <a className="target" href="#own-visits">
              {t("ownVisits")}
            </a>
          )}
          {may.register && (
            <a className="target" href={`/${locale}/inspect/sites/new`}>
              {t("register")}
            </a>
          )}
          {may.decideSchemes && (
            <a className="target" href={`/${locale}/admin`}>
              {t("schemes")}
            </a>
          )}
        </div>
      </div>
      <p className="measure mt-2">{t("intro")}</p>
      {notice}
      {props.isBeingMade && (
        <p role="status" className="measure mt-4 bg-accent-wash p-3">
          {t("beingMade")}
        </p>
      )}
      {planned.length > 0 && (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-4">
          <span className="text-soft">{t("planned")}</span>
          {planned.map(({ day, stops }) => (
            <a key={day} className="target" href={planUrl(locale, day)}>
              {formatDate(locale, day)} ({t("plannedStops", { count: stops })})
            </a>
          ))}
        </p>
      )}
      <WorklistFilters {...props} counts={page.counts} />
      <div className="mt-6 grid gap-x-8 gap-y-6 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section aria-labelledby="due-title">
          <h2 id="due-title" className="font-semibold text-lg">
            {overdue
              ? t("overdueCount", {
                  count: overdue.capped
                    ? t("more", { count: formatNumber(locale, overdue.value) })
                    : formatNumber(locale, overdue.value),
                })
              : t("list")}
          </h2>
          <DueList {...props} />
          <nav className="mt-4 flex flex-wrap gap-x-6" aria-label={t("list")}>
            {props.continued && (
              <a className="control" href={worklistUrl(locale, query)}>
                {t("first")}
              </a>
            )}
            {page.next && (
              <a className="control" href={worklistUrl(locale, query, page.next)}>
                {t("next")}
              </a>
            )}
          </nav>
        </section>
        <div className="needs-script no-print desk:sticky desk:top-4 -order-1 desk:order-none self-start">
          <details className="fold">
            <summary className="control arrow">{t("map")}</summary>
            <div className="mt-3 h-[50svh] desk:mt-0 desk:h-[72dvh]">
              <StopsMapPanel
                items={page.items}
                numbered={false}
                name={t("mapLabel")}
                basemap={props.basemap}
                locale={locale}
              />
            </div>
          </details>
        </div>
      </div>
      {props.ownVisits && (
        <Section id="own-visits" title={t("ownVisits")}>
          <OwnVisits visits={props.ownVisits} locale={locale} />
        </Section>
      )}
    </div>
  );
}

function DueList({
  query,
  page,
  continued,
  isBeingMade,
  may,
  schemes,
  locale,
  today,
}: WorklistProps) {
  const t = useTranslations("worklist");
  if (page.items.length === 0 && isBeingMade) return null;
  if (page.items.length === 0) {
    const isAll = worklistUrl(locale, query) === worklistUrl(locale) && !continued;
    return (
      <div className="measure py-6">
        <p className="font-semibold">{t(isAll ? "emptyTitle" : "noneTitle")}</p>
        <p className="mt-1">{t(isAll ? "emptyText" : "noneText")}</p>
      </div>
    );
  }
  const rows = page.items.map((item) => {
    const { listing, domain, conflicted } = item;
    const stop = stopText({ site: listing.id, domain });
    const box = may.plan && !conflicted && (
      <label className="grid size-11 place-items-center">
        <input
          type="checkbox"
          name="stop"
          value={stop}
          aria-label={t("tick", { name: listing.name })}
          className="size-5 accent-accent"
        />
      </label>
    );
    return (
      <DueRow
        key={`${stop} ${item.visitId}`}
        {...{ item, schemes, locale, today }}
        lead={box || <span />}
      />
    );
  });
  if (!may.plan) return <ul className="mt-2">{rows}</ul>;
  return (
    <form method="post" action="/office/plan">
      <ul className="mt-2">{rows}</ul>
      <div className="no-print sticky bottom-0 z-10 flex flex-wrap items-end gap-3 border-hairline border-t bg-paper py-3">
        <div>
          <label htmlFor="plan-day" className="block text-soft text-xs">
            {t("planFor")}
          </label>
          <input
            id="plan-day"
            type="date"
            name="day"
            defaultValue={today}
            min={today}
            required
            className="control"
          />
        </div>
        <button type="submit" className="control control-primary">
          {t("plan")}
        </button>
      </div>
    </form>
  );
}
