import { useTranslations } from "next-intl";
import { formatDate } from "@/components/format";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";

/** Results that others have taken the place of, unchanged. */
export function EarlierRatings({ site, schemes, locale }: SiteContext) {
  const t = useTranslations("place");
  if (site.earlier.length === 0) return null;
  return (
    <Section id="earlier" title={t("earlier")}>
      <p className="measure mb-2 text-sm text-soft">{t("earlierIntro")}</p>
      <div className="overflow-x-auto">
        <table className="w-full text-start">
          <thead>
            <tr className="text-soft text-sm">
              {[t("date"), t("result"), t("scheme"), t("asOf")].map((title) => (
                <th key={title} scope="col" className="py-1 pe-4 text-start font-normal">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {site.earlier.map((rating) => (
              <tr
                key={`${rating.domain} ${rating.asOf} ${rating.ratedOn}`}
                className="border-hairline border-t align-top"
              >
                <td className="whitespace-nowrap py-2 pe-4">
                  {rating.ratedOn ? formatDate(locale, rating.ratedOn) : t("dateUnknown")}
                </td>
                <td className="py-2 pe-4">
                  <span className="flex items-center gap-2">
                    <Mark standing={rating.standing} size={24} />
                    <OutcomeWord standing={rating} schemes={schemes} locale={locale} />
                  </span>
                </td>
                <td className="py-2 pe-4">{schemes.get(rating.scheme ?? "")?.title[locale]}</td>
                <td className="whitespace-nowrap py-2 pe-4 text-soft">
                  {formatDate(locale, rating.asOf)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
