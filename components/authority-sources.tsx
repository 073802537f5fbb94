import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { LinkOr } from "@/components/link-or";
import { SourceName } from "@/components/source-name";
import { formatDate, formatNumber } from "@/core/format";
import type { AuthorityDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";

/** Each publication of an authority: its day, its licence, and what of it was not taken. */
export function AuthoritySources({
  sources,
  locale,
}: {
  sources: AuthorityDetail["sources"];
  locale: Locale;
}) {
  const t = useTranslations("authority");
  const place = useTranslations("place");
  return (
    <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
      {sources.map((source) => (
        <div key={`${source.name} ${source.office?.of}`}>
          <h3 className="mb-2 font-semibold">
            <LinkOr href={source.url}>
              <SourceName source={source} locale={locale} />
            </LinkOr>
          </h3>
          <Facts
            facts={[
              { name: t("asOf"), value: formatDate(locale, source.asOf) },
              {
                name: t("licence"),
                value: source.licence ? (
                  <LinkOr href={source.licenceUrl}>{source.licence}</LinkOr>
                ) : (
                  place("licenceUnknown")
                ),
              },
              { name: t("places"), value: formatNumber(locale, source.sites) },
              { name: t("gone"), value: formatNumber(locale, source.gone) },
              { name: t("refused"), value: formatNumber(locale, source.refused) },
            ]}
          />
          {source.refused > 0 && source.runId && (
            <p className="measure text-sm text-soft">
              {t("refusedHint")}{" "}
              <a href={`/data/imports/${source.runId}/issues.csv`} download>
                {t("refusedList")}
              </a>
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
