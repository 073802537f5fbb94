import { useTranslations } from "next-intl";
import { LinkOr } from "@/components/link-or";
import { SourceName } from "@/components/source-name";
import { formatDate } from "@/core/format";
import type { Authority, SourceNote } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { authorityUrl } from "@/core/urls";

/** All authorities on the board with what each publishes, its day and its licence. */
export function AuthorityTable({
  authorities,
  locale,
}: {
  authorities: readonly (Authority & { sites: number; sources: readonly SourceNote[] })[];
  locale: Locale;
}) {
  const t = useTranslations("data");
  const place = useTranslations("place");
  if (authorities.length === 0) return <p>{t("empty")}</p>;
  return (
    <ul className="border-hairline border-b">
      {authorities.map((authority) => (
        <li
          key={authority.slug}
          className="grid gap-x-8 border-hairline border-t py-2 md:grid-cols-[2fr_3fr]"
        >
          <p>
            <a className="target font-semibold" href={authorityUrl(locale, authority.slug)}>
              <bdi lang={authority.language}>{authority.name}</bdi>
            </a>
            <span className="block text-soft">{t("count", { count: authority.sites })}</span>
          </p>
          <ul>
            {authority.sources.map((source) => (
              <li key={`${source.name} ${source.office?.of}`} className="py-1">
                <LinkOr href={source.url}>
                  <SourceName source={source} locale={locale} />
                </LinkOr>
                <p className="text-sm text-soft">
                  {t("asOf", { date: formatDate(locale, source.asOf) })} · {t("licence")}:{" "}
                  {source.licence ? (
                    <LinkOr href={source.licenceUrl}>{source.licence}</LinkOr>
                  ) : (
                    place("licenceUnknown")
                  )}
                </p>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
