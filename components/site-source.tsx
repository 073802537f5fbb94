import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { LinkOr } from "@/components/link-or";
import { Section } from "@/components/section";
import { Separated } from "@/components/separated";
import type { SiteContext } from "@/components/site-page";
import { SourceName } from "@/components/source-name";
import { entityUrl } from "@/core/entity";
import { formatDate, labelled } from "@/core/format";
import { isColour, type SiteDomain } from "@/core/standing";
import { authorityUrl } from "@/core/urls";

/** Publisher, publication, licence and day, with the record as the publisher knows it. */
export function SiteSource({ site, locale }: SiteContext) {
  const t = useTranslations("place");
  const domains = useTranslations("domain");
  const { source, authorityDetail, operator } = site;
  // What the page shows as the result may be recorded on this board, whatever the place came from.
  const fromElsewhere = site.ratings.filter(
    (rating) => rating.source !== source.name && isShown(rating.domain),
  );
  return (
    <Section id="sources" title={t("sources")}>
      <Facts
        facts={[
          {
            name: t("authority"),
            value: (
              <a href={authorityUrl(locale, authorityDetail.slug)}>
                <bdi lang={authorityDetail.language}>{authorityDetail.name}</bdi>
              </a>
            ),
          },
          {
            name: t("source"),
            value: (
              <LinkOr href={source.url}>
                <SourceName source={source} locale={locale} />
              </LinkOr>
            ),
          },
          { name: t("asOf"), value: formatDate(locale, source.asOf) },
          {
            name: t("licence"),
            value: source.licence ? (
              <LinkOr href={source.licenceUrl}>{source.licence}</LinkOr>
            ) : (
              t("licenceUnknown")
            ),
          },
          { name: t("record"), value: <bdi>{site.sourceKey}</bdi> },
          ...fromElsewhere.map(({ domain, source: name, office, asOf }) => ({
            name:
              site.standings.length > 1
                ? labelled(locale, t("resultSource"), domains(domain))
                : t("resultSource"),
            value: (
              <Separated
                parts={[
                  <SourceName
                    key="source"
                    source={{ name, office, language: authorityDetail.language }}
                    locale={locale}
                  />,
                  formatDate(locale, asOf),
                ]}
              />
            ),
          })),
          {
            name: t("operator"),
            value: operator && (
              <a href={entityUrl(locale, operator)}>
                <bdi>{operator.number}</bdi>
              </a>
            ),
          },
        ]}
      />
    </Section>
  );

  function isShown(domain: SiteDomain) {
    return site.standings.some((one) => one.domain === domain && isColour(one.standing));
  }
}
