import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { formatNumber } from "@/core/format";
import type { Counts } from "@/core/listing";
import { directionOf, type Locale } from "@/core/locale";

const PARTS = ["green", "yellow", "red", "unrated"] as const;
const BARS = {
  green: "bar-green",
  yellow: "bar-yellow",
  red: "bar-red",
  unrated: "bar-unrated",
};

/** Shares of each mark as one bar, with the numbers it stands for below. */
export function CountsBar({ counts, locale }: { counts: Counts; locale: Locale }) {
  const t = useTranslations();
  const total = PARTS.reduce((sum, part) => sum + counts[part], 0);
  const widths = PARTS.map((part) => (total > 0 ? (counts[part] / total) * 100 : 0));
  const mirrored = directionOf(locale) === "rtl";
  return (
    <>
      <p className="text-soft">{t("authority.countsTotal", { count: total })}</p>
      {total > 0 && (
        <svg className="my-2 block h-3 w-full overflow-hidden rounded" aria-hidden="true">
          {PARTS.map((part, index) => {
            const before = widths.slice(0, index).reduce((sum, width) => sum + width, 0);
            const width = widths[index] ?? 0;
            const x = mirrored ? 100 - before - width : before;
            return (
              <rect
                key={part}
                className={BARS[part]}
                x={`${x}%`}
                width={`${width}%`}
                height="100%"
              />
            );
          })}
        </svg>
      )}
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {PARTS.map((part) => (
          <li key={part} className="flex items-center gap-2">
            <Mark standing={part === "unrated" ? "never" : part} size={20} />
            <span className="font-semibold">{formatNumber(locale, counts[part])}</span>
            <span className="text-soft">{t(`colour.${part}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
