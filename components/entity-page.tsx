import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ConsentedTax } from "@/components/consented-tax";
import { EntityFacts } from "@/components/entity-facts";
import { EntitySiteRow } from "@/components/entity-site-row";
import { EntitySites } from "@/components/entity-sites";
import { SearchLine } from "@/components/search-line";
import { Separated } from "@/components/separated";
import { TaxPanel } from "@/components/tax-panel";
import { type EntityDetail, type EntityNumber, entityUrl } from "@/core/entity";
import { isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** What the parts of an entity's page need in common. */
export interface EntityContext {
  entity: EntityDetail;
  /** As the address has it. */
  asked: EntityNumber;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}

/**
 * The page of one business: what tax authority and registers say of it, each by itself, and how its
 * places stand. Of whoever may be a private person only the names over the doors are told.
 */
export function EntityPage({
  notices,
  continued,
  ...context
}: EntityContext & { notices: ReactNode; continued: boolean }) {
  const t = useTranslations("entity");
  const { entity, asked, locale } = context;
  const { profile } = entity;
  return (
    <>
      <SearchLine locale={locale} />
      <div className="page pb-16">
        <h1 className="pt-8 font-semibold text-xl md:text-2xl">
          {profile?.name ? (
            <bdi lang={profile.language ?? undefined}>{profile.name}</bdi>
          ) : (
            (tradingNames(entity.items) ??
            t("tradingTitle", { number: isolated(locale, asked.number) }))
          )}
        </h1>
        {!profile && <p className="measure mt-2 text-soft">{t("personal")}</p>}
        {profile?.state === "ended" && (
          <p className="mt-6 rounded bg-note px-4 py-3">{t("ended")}</p>
        )}
        <div className="desk:grid desk:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] desk:gap-x-16">
          <div className="mt-8 min-w-0">
            {profile && (
              <TaxPanel
                tax={profile.tax}
                title={t("tax")}
                schemes={context.schemes}
                locale={locale}
                today={context.today}
              />
            )}
            {profile?.consented && (
              <ConsentedTax
                consented={profile.consented}
                schemes={context.schemes}
                locale={locale}
              />
            )}
            {profile && notices}
          </div>
          <EntityFacts {...context} />
        </div>
        <EntitySites
          entity={entity}
          rows={entity.items.map((site) => (
            <EntitySiteRow key={site.id} site={site} {...context} />
          ))}
          here={entityUrl(locale, asked)}
          next={entity.next}
          continued={continued}
          locale={locale}
        />
        <p className="no-print mt-10">
          <a className="target" href={`/${locale}/entities`}>
            {t("toList")}
          </a>
        </p>
      </div>
    </>
  );
}

/** More names over doors than this are no title. */
const TITLE_NAMES_MAX = 3;

/** The names over the doors of whoever may be a private person, where they are few. */
function tradingNames(sites: readonly Listing[]) {
  const names = new Map(sites.map(({ name, language }) => [name, language]));
  if (names.size === 0 || names.size > TITLE_NAMES_MAX) return null;
  return (
    <Separated
      parts={[...names].map(([name, language]) => (
        <bdi key={name} lang={language}>
          {name}
        </bdi>
      ))}
    />
  );
}
