import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { Section } from "@/components/section";
import { formatDate, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Standing } from "@/core/standing";

/** Public results that somebody asks to withdraw, each with why. */
export function WithdrawalQueue({
  withdrawals,
  locale,
}: {
  withdrawals: readonly {
    id: string;
    site: { name: string; language: string };
    visitedOn: IsoDate;
    standing: Standing;
    askedBy: string;
    reason: string;
  }[];
  locale: Locale;
}) {
  const t = useTranslations();
  if (withdrawals.length === 0) return null;
  return (
    <Section id="withdrawals" title={t("review.withdrawals")}>
      <ul>
        {withdrawals.map(({ id, site, visitedOn, standing, askedBy, reason }) => (
          <li key={id} className="relative flex gap-4 border-hairline border-t py-3">
            <Mark standing={standing} size={36} />
            <div className="min-w-0">
              <a
                className="font-semibold after:absolute after:inset-0"
                href={`/${locale}/review/${id}`}
                lang={site.language}
                dir="auto"
              >
                {site.name}
              </a>
              <p>{t("visit.recordTitle", { date: formatDate(locale, visitedOn) })}</p>
              <p dir="auto">{reason}</p>
              <p className="text-soft text-sm">
                {t("review.askedBy", { name: isolated(locale, askedBy) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
