import { useTranslations } from "next-intl";
import type { BoardQuery } from "@/core/board-query";
import type { Locale } from "@/core/locale";
import type { Domain } from "@/core/standing";
import { boardUrl } from "@/core/urls";

/** Which domain list and map show: one at a time, each with its own counts. */
export function DomainSwitch({
  query,
  domains,
  locale,
}: {
  query: BoardQuery;
  /** Those that this board has a scheme for. */
  domains: readonly Domain[];
  locale: Locale;
}) {
  const t = useTranslations();
  if (domains.length < 2) return null;
  return (
    <nav aria-label={t("board.domain")} className="no-print pt-3">
      <ul className="flex gap-1">
        {domains.map((domain) => {
          const on = domain === query.domain;
          return (
            <li key={domain}>
              <a
                className={`target rounded px-4 text-ink no-underline hover:bg-wash ${
                  on
                    ? "bg-accent-wash font-semibold outline-2 outline-accent -outline-offset-2"
                    : ""
                }`}
                href={boardUrl(locale, { ...query, domain })}
                aria-current={on ? "page" : undefined}
              >
                {t(`domain.${domain}`)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
