import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OPEN_UNRATED } from "@/core/board-query";
import { formatNumber } from "@/core/format";
import type { Counts } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { COLOURS, type Standing } from "@/core/standing";

const GROUPS = [
  ...COLOURS.map((colour) => ({ name: colour, standings: [colour] as readonly Standing[] })),
  { name: "unrated" as const, standings: OPEN_UNRATED as readonly Standing[] },
];

/** How many have each mark; each number switches the list to these and back. */
export function StandingCounts({
  counts,
  standings: asked,
  href,
  locale,
}: {
  counts: Counts;
  /** Those that the list shows now. */
  standings: readonly Standing[];
  /** The list showing others. */
  href: (standings: readonly Standing[]) => string;
  locale: Locale;
}) {
  const t = useTranslations();
  return (
    <nav aria-label={t("board.counts")}>
      <ul className="-mx-2 grid grid-cols-2 min-[400px]:grid-cols-4">
        {GROUPS.map(({ name, standings }) => {
          const on = standings.some((standing) => asked.includes(standing));
          const rest = asked.filter((standing) => !standings.includes(standing));
          const next = on ? rest : [...rest, ...standings];
          return (
            <li key={name}>
              <a
                className={`block min-h-11 rounded px-2 py-1 text-ink no-underline hover:bg-wash ${
                  on ? "bg-accent-wash outline-2 outline-accent -outline-offset-2" : ""
                }`}
                href={href(next)}
                aria-current={on ? "true" : undefined}
              >
                <span className="flex items-center gap-1.5 whitespace-nowrap font-semibold tabular-nums">
                  <Mark standing={name === "unrated" ? "never" : name} size={20} />
                  {formatNumber(locale, counts[name])}
                </span>{" "}
                <span className="text-soft text-xs">{t(`colour.${name}`)}</span>
                <span className="sr-only">, {t(on ? "board.countHide" : "board.countShow")}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
