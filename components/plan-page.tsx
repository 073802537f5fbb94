import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { DueRow } from "@/components/due-row";
import { StopsMapPanel } from "@/components/stops-map-panel";
import type { DueItem } from "@/core/due-query";
import { formatDate, formatDistance, formatNumber } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { mapAppUrl } from "@/core/map-app";
import { newVisitUrl, worklistUrl } from "@/core/office-url";
import type { PlanChange } from "@/core/plan-change";
import { routeLengthM } from "@/core/route-order";
import type { Scheme } from "@/core/scheme";
import { stopText } from "@/core/stop";
import type { VisitKind } from "@/core/visit-state";

interface Props {
  day: IsoDate;
  items: readonly DueItem[];
  schemes: ReadonlyMap<string, Scheme>;
  basemap: { url: string; attribution: string } | null;
  /** Of the reader's device, which has a map app of its own. */
  userAgent: string;
  locale: Locale;
  today: IsoDate;
  notice: ReactNode;
}

/** The stops of a day in their order, as list and map; printed, it is what goes along. */
export function PlanPage(props: Props) {
  const { day, items, schemes, basemap, userAgent, locale, today, notice } = props;
  const t = useTranslations("dayPlan");
  const wayM = routeLengthM(items.map(({ listing }) => listing));
  return (
    <div className="page pb-16">
      <BackLink href={worklistUrl(locale)}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl md:text-2xl">
        {t("title", { date: formatDate(locale, day) })}
      </h1>
      {notice}
      {items.length === 0 ? (
        <div className="measure py-6">
          <p className="font-semibold">{t("empty")}</p>
          <p className="mt-1">{t("emptyDo")}</p>
        </div>
      ) : (
        <>
          <p className="mt-2">
            {wayM > 0
              ? t("stops", { count: items.length, distance: formatDistance(locale, wayM) })
              : t("stopsOnly", { count: items.length })}
          </p>
          {items.length > 2 && (
            <form method="post" action="/office/plan/change" className="no-print mt-3">
              <input type="hidden" name="day" value={day} />
              <button type="submit" name="change" value="nearest" className="control">
                {t("nearest")}
              </button>
            </form>
          )}
          <div className="mt-4 grid gap-x-8 gap-y-6 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <ol>
              {items.map((item, at) => (
                <DueRow
                  key={stopText({ site: item.listing.id, domain: item.domain })}
                  {...{ item, schemes, locale, today }}
                  lead={
                    <span className="grid h-11 place-items-center font-semibold text-lg">
                      {formatNumber(locale, at + 1)}
                    </span>
                  }
                >
                  <StopActions
                    {...{ item, day, userAgent, locale }}
                    isFirst={at === 0}
                    isLast={at === items.length - 1}
                  />
                </DueRow>
              ))}
            </ol>
            <div className="-order-1 desk:sticky desk:top-4 desk:order-none desk:h-[72dvh]">
              <StopsMapPanel items={items} numbered name={t("map")} {...{ basemap, locale }} />
            </div>
          </div>
          <p className="no-print mt-6 text-soft text-sm">{t("print")}</p>
        </>
      )}
      <form method="get" action={`/${locale}/inspect/plan`} className="no-print mt-6">
        <label htmlFor="other-day" className="block text-soft text-xs">
          {t("otherDay")}
        </label>
        <div className="flex gap-3">
          <input
            id="other-day"
            type="date"
            name="day"
            defaultValue={day}
            required
            className="control"
          />
          <button type="submit" className="control">
            {t("show")}
          </button>
        </div>
      </form>
    </div>
  );
}

function StopActions({
  item,
  day,
  userAgent,
  locale,
  isFirst,
  isLast,
}: {
  item: DueItem;
  day: IsoDate;
  userAgent: string;
  locale: Locale;
  isFirst: boolean;
  isLast: boolean;
}) {
  const t = useTranslations("dayPlan");
  const { listing, domain, reason, visitId, conflicted } = item;
  const { name, position } = listing;
  const kind: VisitKind =
    reason === "revisit" ? "follow-up" : reason === "complaint" ? "complaint" : "routine";
  const move = (change: PlanChange, label: string, sign: string) => (
    <button
      type="submit"
      name="change"
      value={change}
      aria-label={label}
      className="control min-w-11 justify-center"
    >
      {sign}
    </button>
  );
  return (
    <div className="no-print mt-1 flex flex-wrap items-center gap-2">
      <form method="post" action="/office/plan/change" className="flex flex-wrap gap-2">
        <input type="hidden" name="day" value={day} />
        <input type="hidden" name="stop" value={stopText({ site: listing.id, domain })} />
        {!isFirst && move("earlier", t("earlier", { name }), "↑")}
        {!isLast && move("later", t("later", { name }), "↓")}
        {move("remove", t("remove", { name }), t("removeShort"))}
      </form>
      {position ? (
        <a
          className="control"
          href={mapAppUrl(userAgent, name, position)}
          aria-label={t("openOf", { name })}
          rel="noopener noreferrer external"
        >
          {t("open")}
        </a>
      ) : (
        <span className="text-soft text-sm">{t("noPosition")}</span>
      )}
      {!visitId && !conflicted && (
        <a
          className="control control-primary"
          href={newVisitUrl(locale, { site: listing.id, domain, kind })}
          aria-label={t("startOf", { name })}
        >
          {t("start")}
        </a>
      )}
    </div>
  );
}
