import { useTranslations } from "next-intl";
import { AuthoritySources } from "@/components/authority-sources";
import { CountsBar } from "@/components/counts-bar";
import { Facts } from "@/components/facts";
import { FeedLink } from "@/components/feed-link";
import { SearchLine } from "@/components/search-line";
import { Section } from "@/components/section";
import { authorityFeedUrl } from "@/core/feed-url";
import { formatAge, formatDate, formatList, formatNumber, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { AuthorityDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { authorityBoardUrl } from "@/core/urls";

/** One authority: how its places stand, how fresh that is, where it comes from, whom to write to. */
export function AuthorityPage({
  authority,
  schemes,
  locale,
  today,
}: {
  authority: AuthorityDetail;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const { newestRatingOn: newest, medianAgeDays, website, email } = authority;
  return (
    <>
      <SearchLine locale={locale} />
      <div className="page pb-16">
        <h1 className="pt-8 font-semibold text-xl md:text-2xl">
          <bdi lang={authority.language}>{authority.name}</bdi>
        </h1>
        {authority.invented && <p className="mt-2">{t("authority.invented")}</p>}
        <Section id="counts" title={t("authority.counts")}>
          <div className="grid gap-x-12 gap-y-6 md:auto-cols-fr md:grid-flow-col">
            {authority.domains.map(({ domain, counts, schemes: keys }) => (
              <div key={domain}>
                <h3 className="font-semibold">{t(`domain.${domain}`)}</h3>
                <CountsBar counts={counts} locale={locale} />
                {keys.length > 0 && (
                  <p className="mt-2 text-sm text-soft">
                    {t("authority.schemes", { schemes: formatList(locale, keys.map(schemeTitle)) })}
                  </p>
                )}
                <a
                  className="control mt-4"
                  href={authorityBoardUrl(locale, authority.slug, domain)}
                >
                  {t("authority.board")}
                </a>
              </div>
            ))}
          </div>
        </Section>
        <Section id="freshness" title={t("authority.freshness")}>
          <div className="max-w-2xl">
            <Facts
              facts={[
                {
                  name: t("authority.newest"),
                  value: newest
                    ? `${formatDate(locale, newest)}, ${formatAge(locale, newest, today)}`
                    : t("authority.none"),
                },
                {
                  name: t("authority.medianAge"),
                  value: medianAgeDays !== null && t("authority.days", { count: medianAgeDays }),
                },
                { name: t("authority.stale"), value: formatNumber(locale, authority.stale) },
              ]}
            />
          </div>
        </Section>
        <Section id="sources" title={t("authority.sources")}>
          <AuthoritySources sources={authority.sources} locale={locale} />
        </Section>
        <Section id="contact" title={t("authority.contact")}>
          {website && (
            <p>
              <a className="target" href={website}>
                {t("authority.website")}
              </a>
            </p>
          )}
          {email && (
            <p>
              <a className="target" href={`mailto:${email}`}>
                {t("place.contactMail", { mail: isolated(locale, email) })}
              </a>
            </p>
          )}
          {!website && !email && <p>{t("authority.contactNone")}</p>}
        </Section>
        <FeedLink href={authorityFeedUrl(locale, authority.slug)} />
      </div>
    </>
  );

  function schemeTitle(key: string): string {
    return schemes.get(key)?.title[locale] ?? key;
  }
}
