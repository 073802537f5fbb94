import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Section } from "@/components/section";
import { Separated } from "@/components/separated";
import type { SiteContext } from "@/components/site-page";
import { formatDate } from "@/core/format";

/** Results that others have taken the place of, unchanged. */
export function EarlierRatings({ site, schemes, locale }: SiteContext) {
  const t = useTranslations();
  if (site.earlier.length === 0) return null;
  return (
    <Section id="earlier" title={t("place.earlier")}>
      <p className="measure mb-2 text-sm text-soft">{t("place.earlierIntro")}</p>
      <ul className="border-hairline border-b">
        {site.earlier.map((rating) => (
          <li
            key={`${rating.domain} ${rating.asOf} ${rating.ratedOn}`}
            className="grid grid-cols-[28px_1fr] gap-x-3 border-hairline border-t py-2"
          >
            <Mark standing={rating.standing} size={28} />
            <div className="min-w-0">
              <p className="flex flex-wrap gap-x-4">
                <span className="font-semibold">
                  {rating.ratedOn ? formatDate(locale, rating.ratedOn) : t("place.dateUnknown")}
                </span>
                <OutcomeWord standing={rating} schemes={schemes} locale={locale} />
              </p>
              <p className="text-sm text-soft">
                <Separated
                  parts={[
                    rating.previousOperator && (
                      <strong className="font-medium text-ink">
                        {t("place.underPreviousOperator")}
                      </strong>
                    ),
                    site.standings.length > 1 && t(`domain.${rating.domain}`),
                    schemes.get(rating.scheme ?? "")?.title[locale],
                    t("board.asOf", { date: formatDate(locale, rating.asOf) }),
                  ]}
                />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
