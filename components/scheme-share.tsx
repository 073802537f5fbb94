import { useTranslations } from "next-intl";
import { barFill } from "@/components/bar-fill";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** How many places of this board stand with each outcome, as bars with their numbers. */
export function SchemeShare({
  scheme,
  counts,
  locale,
}: {
  scheme: Scheme;
  counts: ReadonlyMap<string, number>;
  locale: Locale;
}) {
  const t = useTranslations("scheme");
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...counts.values());
  const outcomes = Object.entries(scheme.outcomes).sort(([, a], [, b]) => a.rank - b.rank);
  return (
    <>
      <p className="mb-3">{t("shareIntro", { count: total })}</p>
      {total > 0 && (
        <ul className="max-w-3xl">
          {outcomes.map(([outcome, { colour }]) => {
            const count = counts.get(outcome) ?? 0;
            return (
              <li
                key={outcome}
                className="grid items-center gap-x-4 border-hairline border-t py-1.5 md:grid-cols-[3fr_4fr]"
              >
                <SchemeOutcome
                  scheme={scheme}
                  outcome={outcome}
                  standing={colour}
                  locale={locale}
                />
                <span className="flex min-w-0 items-center gap-3">
                  <svg className="h-3 min-w-0 grow overflow-hidden rounded" aria-hidden="true">
                    <rect
                      className={barFill(colour)}
                      width={`${(100 * count) / most}%`}
                      height="100%"
                    />
                  </svg>
                  <span className="w-28 shrink-0 text-end">
                    <span className="font-semibold">{formatNumber(locale, count)}</span>{" "}
                    <span className="text-soft text-sm">
                      {t("percent", { share: count / total })}
                    </span>
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
