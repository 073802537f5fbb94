import { useTranslations } from "next-intl";
import { Separated } from "@/components/separated";
import type { RecordedVisit } from "@/components/visit-record";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import { itemsMarked } from "@/core/visit-findings";

/** What was in order, what nobody saw and what does not apply: each list folded, its length told. */
export function VisitRestOfItems({ visit, locale }: { visit: RecordedVisit; locale: Locale }) {
  const t = useTranslations("visit");
  const { draft, scheme } = visit;
  return (["in", "no", "na"] as const).map((mark) => {
    const items = itemsMarked(draft, scheme, mark);
    if (items.length === 0) return null;
    return (
      <details key={mark} className="border-hairline border-t">
        <summary className="target arrow">
          {t("marked", { mark: t(`mark.${mark}`), count: items.length })}
        </summary>
        <ul className="pb-3">
          {items.map(({ item: { code, text, measure }, entry: { comment, measured } }) => (
            <li key={code} className="py-1">
              <span className="me-2 text-soft tabular-nums">{code}</span>
              {text[locale]}
              <span className="block text-soft text-sm empty:hidden">
                <Separated
                  parts={[
                    measured !== null &&
                      measure &&
                      t("measuredValue", {
                        value: formatNumber(locale, measured),
                        unit: measure.unit[locale],
                      }),
                    comment && <bdi>{comment}</bdi>,
                  ]}
                />
              </span>
            </li>
          ))}
        </ul>
      </details>
    );
  });
}
