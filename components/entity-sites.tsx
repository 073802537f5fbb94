import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CountsBar } from "@/components/counts-bar";
import { Section } from "@/components/section";
import type { EntityDetail } from "@/core/entity";
import type { Locale } from "@/core/locale";

/** The places of a business: how many stand how in each domain, and each of them by itself. */
export function EntitySites({
  entity: { total, domains },
  note,
  rows,
  here,
  next,
  continued,
  locale,
}: {
  entity: Pick<EntityDetail, "total" | "domains">;
  /** A sentence over the rows, about their order. */
  note?: ReactNode;
  /** One for each place of this page of them. */
  rows: readonly ReactNode[];
  /** Their first page. */
  here: string;
  next: string | null;
  /** Whether this page is a later one. */
  continued: boolean;
  locale: Locale;
}) {
  const t = useTranslations();
  return (
    <Section id="places" title={t("entity.sites")}>
      {total === 0 && <p>{t("entity.noSites")}</p>}
      {total > 1 && (
        <>
          <p className="measure text-soft">{t("entity.sitesIntro")}</p>
          <div className="mt-4 grid gap-x-12 gap-y-6 md:auto-cols-fr md:grid-flow-col">
            {domains.map(({ domain, counts }) => (
              <div key={domain}>
                <h3 className="font-semibold">{t(`domain.${domain}`)}</h3>
                <CountsBar counts={counts} locale={locale} />
              </div>
            ))}
          </div>
        </>
      )}
      {note && <p className="measure mt-6 font-semibold">{note}</p>}
      {rows.length > 0 && (
        <ul className={`border-hairline border-t ${note ? "mt-2" : "mt-6"}`}>{rows}</ul>
      )}
      {(next || continued) && (
        <nav className="no-print flex flex-wrap gap-x-6 pt-4" aria-label={t("entity.sites")}>
          {next && (
            <a className="control" rel="next" href={`${here}?cursor=${encodeURIComponent(next)}`}>
              {t("entity.next")}
            </a>
          )}
          {continued && (
            <a className="target" href={here}>
              {t("entity.first")}
            </a>
          )}
        </nav>
      )}
    </Section>
  );
}
