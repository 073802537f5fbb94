import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EntitySites } from "@/components/entity-sites";
import { LinkOr } from "@/components/link-or";
import { OwnConsent } from "@/components/own-consent";
import { OwnNotices } from "@/components/own-notices";
import { OwnSiteRow } from "@/components/own-site-row";
import type { OwnContext } from "@/components/own-standings-page";
import { TaxPanel } from "@/components/tax-panel";
import { TopLinks } from "@/components/top-links";
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
export function OwnEntityPage({ own, asked, continued, schemes, locale, today, notice }: Props) {
  const t = useTranslations();
  const { profile } = own.detail;
  return (
    <div className="page pb-16">
      <TopLinks
        links={[
          { href: `/${locale}/my`, text: t("my.back") },
          { href: entityUrl(locale, asked), text: t("my.public") },
        ]}
      />
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
      <EntitySites
        entity={own.detail}
        note={own.detail.total > 1 && t("my.callsAt", { count: own.toDo, total: own.detail.total })}
        rows={own.sites.map((site) => (
          <OwnSiteRow key={site.listing.id} site={site} {...{ schemes, locale, today }} />
        ))}
        here={ownEntityUrl(locale, asked)}
        next={own.next}
        continued={continued}
        locale={locale}
      />
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
