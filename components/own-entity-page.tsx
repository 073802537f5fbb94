import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CountsBar } from "@/components/counts-bar";
import { LinkOr } from "@/components/link-or";
import { OwnConsent } from "@/components/own-consent";
import { OwnNotices } from "@/components/own-notices";
import { OwnSiteRow } from "@/components/own-site-row";
import type { OwnContext } from "@/components/own-standings-page";
import { Section } from "@/components/section";
import { TaxPanel } from "@/components/tax-panel";
import { type EntityNumber, entityUrl } from "@/core/entity";
import { formatDate, isolated } from "@/core/format";
import { type OwnEntity, ownEntityUrl } from "@/core/own-standing";

interface Props extends OwnContext {
  own: OwnEntity;
  asked: EntityNumber;
  /** Whether a later page of its places is shown. */
  continued: boolean;
  /** What came of a form. */
  notice: ReactNode;
}

/** A business as whoever speaks for it sees it: tax, registers and places, each by itself. */
export function OwnEntityPage(props: Props) {
  const { own, asked, schemes, locale, today, notice } = props;
  const t = useTranslations();
  const { profile } = own.detail;
  return (
    <div className="page pb-16">
      <p className="no-print -mb-6 flex flex-wrap justify-between gap-x-6 pt-6">
        <a className="target" href={`/${locale}/my`}>
          {t("my.back")}
        </a>
        <a className="target" href={entityUrl(locale, asked)}>
          {t("my.public")}
        </a>
      </p>
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">
        {profile?.name ? (
          <bdi lang={profile.language ?? undefined}>{profile.name}</bdi>
        ) : (
          t("entity.tradingTitle", { number: isolated(locale, asked.number) })
        )}
      </h1>
      <p className="mt-1 text-sm text-soft">
        {t("entity.number")} <bdi className="tabular-nums">{asked.number}</bdi>
      </p>
      <div className="mt-4 empty:hidden">{notice}</div>
      {!profile && <p className="measure mt-2 text-soft">{t("entity.personal")}</p>}
      {profile && (
        <div className="mt-8">
          <TaxPanel
            tax={profile.tax}
            title={t("entity.tax")}
            schemes={schemes}
            locale={locale}
            today={today}
          />
          <div className="measure space-y-2">
            {own.lapsesOn && profile.tax.silence === null && (
              <p>{t("my.lapses", { date: formatDate(locale, own.lapsesOn) })}</p>
            )}
            <Amounts own={own} />
          </div>
        </div>
      )}
      {profile && (
        <OwnConsent
          consent={own.consent}
          asked={asked}
          hasTax={profile.tax.silence !== "nothing"}
          locale={locale}
        />
      )}
      <OwnNotices {...own} locale={locale} />
      <Places {...props} />
    </div>
  );
}

/** Where amounts are to be seen: not here. */
function Amounts({ own }: { own: OwnEntity }) {
  const t = useTranslations("my");
  const authority = own.detail.profile?.tax.authority;
  if (!authority) return null;
  return (
    <p className="text-soft text-sm">
      {t("amounts")}{" "}
      <LinkOr href={authority.website}>
        <bdi lang={authority.language}>{authority.name}</bdi>
      </LinkOr>
    </p>
  );
}

function Places({ own, asked, continued, ...context }: Props) {
  const t = useTranslations();
  const { locale } = context;
  const { total, domains } = own.detail;
  const here = ownEntityUrl(locale, asked);
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
      {own.sites.length > 0 && (
        <ul className="mt-6 border-hairline border-t">
          {own.sites.map((site) => (
            <OwnSiteRow key={site.listing.id} site={site} {...context} />
          ))}
        </ul>
      )}
      {(own.next || continued) && (
        <nav className="no-print flex flex-wrap gap-x-6 pt-4" aria-label={t("entity.sites")}>
          {own.next && (
            <a
              className="control"
              rel="next"
              href={`${here}?cursor=${encodeURIComponent(own.next)}`}
            >
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
