import { useTranslations } from "next-intl";
import { layOutStrip, STRIP_END, STRIP_LANE_PX } from "@/components/history-layout";
import { Mark } from "@/components/mark";
import type { SiteContext } from "@/components/site-page";
import { useVisitDay } from "@/components/visit-day";
import { visitAnchor } from "@/components/visit-entry";
import { formatDate, labelled } from "@/core/format";
import type { Visit } from "@/core/listing";
import { directionOf } from "@/core/locale";
import { outcomeOf, outcomePhrase } from "@/core/outcome";

const MARK_PX = 24;
const AXIS_PX = 28;

/**
 * Visits as marks over a time axis, each a link to the visit. Places are percentages and sizes are
 * pixels, so that the strip fits any width and the marks stay as large as a finger needs.
 */
export function HistoryStrip({ site, schemes, locale, today }: SiteContext) {
  const t = useTranslations("place");
  const state = useTranslations("state");
  const dayOf = useVisitDay({ site, locale });
  const { marks, years, lanes, left } = layOutStrip(
    site.visits.filter(({ ended }) => ended === null),
    today,
  );
  const mirrored = directionOf(locale) === "rtl";
  const at = (percent: number) => `${mirrored ? STRIP_END - percent : percent}%`;
  const height = lanes * STRIP_LANE_PX;
  const oldest = marks.at(-1)?.visit.visitedOn ?? today;
  const range = { from: formatDate(locale, oldest), to: formatDate(locale, today) };
  return (
    <figure aria-label={t("historyStrip", range)}>
      <svg className="block w-full" height={height + AXIS_PX} role="presentation">
        <line x1="0" x2="100%" y1={height} y2={height} className="stroke-edge" />
        <g transform={`translate(${MARK_PX / 2} 0)`}>
          {years.map(({ year, percent }) => (
            <g key={year}>
              <line
                x1={at(percent)}
                x2={at(percent)}
                y1={height}
                y2={height + 6}
                className="stroke-edge"
              />
              <text
                x={at(percent)}
                y={height + 22}
                textAnchor="middle"
                className="fill-soft text-xs"
              >
                {year}
              </text>
            </g>
          ))}
        </g>
        {marks.map(({ visit, percent, lane }) => (
          <a key={visit.id} href={`#${visitAnchor(visit)}`} aria-label={nameOf(visit)}>
            <Mark
              standing={visit.rating?.standing ?? "unpublished"}
              size={MARK_PX}
              at={{ x: at(percent), y: height - (lane + 1) * STRIP_LANE_PX + 2 }}
            />
          </a>
        ))}
      </svg>
      {left > 0 && <p className="text-sm text-soft">{t("historyMore", { count: marks.length })}</p>}
    </figure>
  );

  function nameOf(visit: Visit): string {
    const { rating } = visit;
    const outcome = rating
      ? outcomePhrase(outcomeOf(rating, schemes, locale, state))
      : t("noResult");
    return labelled(locale, dayOf(visit), outcome);
  }
}
