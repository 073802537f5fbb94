import { useTranslations } from "next-intl";
import { OwnFindings } from "@/components/own-findings";
import { OwnNotices } from "@/components/own-notices";
import { PendingWords } from "@/components/pending-words";
import { Section } from "@/components/section";
import { SiteEnded } from "@/components/site-ended";
import { SiteHeading } from "@/components/site-heading";
import type { SiteContext } from "@/components/site-page";
import { SiteResults } from "@/components/site-results";
import { TopLinks } from "@/components/top-links";
import { formatDate } from "@/core/format";
import { LOCALES, type Locale } from "@/core/locale";
import type { OwnSite } from "@/core/own-standing";
import { siteUrl } from "@/core/site-url";

/** A place as whoever speaks for it sees it: how it stands and why, what is to come, what is due. */
export function OwnSitePage({ own, context }: { own: OwnSite; context: SiteContext }) {
  const t = useTranslations("my");
  const { locale } = context;
  const { pending } = own;
  return (
    <div className="page pb-16">
      <TopLinks
        links={[
          { href: `/${locale}/my`, text: t("back") },
          { href: siteUrl(locale, own.detail), text: t("public") },
        ]}
      />
      <SiteHeading {...context} />
      <SiteEnded {...context} />
      {pending.length > 0 && (
        <Section id="pending" title={t("pending")}>
          <ul className="measure">
            {pending.map((visit) => (
              <li
                key={`${visit.domain} ${visit.visitedOn}`}
                className="border-hairline border-t py-2"
              >
                <PendingWords visit={visit} locale={locale} />
              </li>
            ))}
          </ul>
          <p className="measure text-soft text-sm">{t("pendingText")}</p>
        </Section>
      )}
      <SiteResults {...context} />
      <OwnFindings own={own} context={context} />
      <OwnNotices {...own} locale={locale} />
      {own.reports.length > 0 && (
        <Section id="reports" title={t("reports")}>
          <p className="measure mb-3 text-soft text-sm">{t("reportsText")}</p>
          <Reports reports={own.reports} locale={locale} />
        </Section>
      )}
    </div>
  );
}

function Reports({ reports, locale }: { reports: OwnSite["reports"]; locale: Locale }) {
  const t = useTranslations();
  const languages = Object.keys(LOCALES) as Locale[];
  return (
    <ul>
      {reports.map(({ visitId, domain, visitedOn }) => (
        <li
          key={visitId}
          className="flex flex-wrap items-center gap-x-6 border-hairline border-t py-1"
        >
          <span className="grow">
            {t(`domain.${domain}`)} · {formatDate(locale, visitedOn)}
          </span>
          {languages.map((one) => (
            <a
              key={one}
              className="target"
              lang={one}
              hrefLang={one}
              href={`/office/reports/${visitId}?locale=${one}`}
            >
              {LOCALES[one]}
            </a>
          ))}
        </li>
      ))}
    </ul>
  );
}
