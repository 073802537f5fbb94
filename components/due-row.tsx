import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DueWords } from "@/components/due-words";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import type { DueItem } from "@/core/due-query";
import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import { isStale } from "@/core/is-stale";
import type { Locale } from "@/core/locale";
import { officeSiteUrl, visitUrl } from "@/core/office-url";
import type { Scheme } from "@/core/scheme";

/** One place to visit: its mark and word, where it is, why it is due and how late that is. */
export function DueRow({
  item,
  schemes,
  locale,
  today,
  lead,
  children,
}: {
  item: DueItem;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
  /** What stands before the mark: a box to tick, a number. */
  lead: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations();
  const { listing, domain, visitId, conflicted, missedOn } = item;
  const { name, language, address, locality } = listing;
  const standing = listing.standings.find((one) => one.domain === domain);
  const where = [address, locality].filter(Boolean).join(", ");
  return (
    <li className="grid grid-cols-[44px_28px_1fr] gap-x-2 border-hairline border-b py-2">
      {lead}
      <span className="pt-2.5">
        <Mark
          standing={standing?.standing ?? "never"}
          size={28}
          stale={standing !== undefined && isStale(standing, today)}
        />
      </span>
      <div className="min-w-0 ps-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <a className="target font-semibold text-ink" href={officeSiteUrl(locale, listing.id)}>
            <bdi className="line-clamp-2" lang={language}>
              {name}
            </bdi>
          </a>
          <span className="ms-auto text-end text-sm">
            {standing ? (
              <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
            ) : (
              t("state.never")
            )}
          </span>
        </div>
        <p className="text-sm text-soft">
          <Separated
            parts={[
              where && <bdi lang={language}>{where}</bdi>,
              t(`category.${listing.category}`),
              domain !== "food" && t(`domain.${domain}`),
            ]}
          />
        </p>
        <p className="text-sm">
          <DueWords item={item} locale={locale} today={today} />
        </p>
        {missedOn && (
          <p className="text-sm">
            {t("worklist.missedOn", { date: formatDate(locale, missedOn) })}
          </p>
        )}
        {conflicted && <p className="text-sm">{t("worklist.conflicted")}</p>}
        {visitId && (
          <a className="target" href={visitUrl(locale, visitId)}>
            {t("worklist.continue")}
          </a>
        )}
        {children}
      </div>
    </li>
  );
}
