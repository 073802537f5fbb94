import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { OwnSiteRow } from "@/components/own-site-row";
import { Section } from "@/components/section";
import { Separated } from "@/components/separated";
import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { type OwnEntityItem, type OwnStandings, ownEntityUrl } from "@/core/own-standing";
import type { Scheme } from "@/core/scheme";

/** What the pages of whoever speaks for a business need in common. */
export interface OwnContext {
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}

/** Everything somebody speaks for: each business and place with its own results, never added up. */
export function OwnStandingsPage({
  own: { entities, sites },
  offersFactor,
  ...context
}: OwnContext & {
  own: OwnStandings;
  /** Whether they signed in with a password alone, as they may. */
  offersFactor: boolean;
}) {
  const t = useTranslations("my");
  const { locale } = context;
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("title")}</h1>
      <p className="measure mt-2">{t("intro")}</p>
      {entities.length > 0 && (
        <Section id="businesses" title={t("businesses")}>
          <ul className="border-hairline border-t">
            {entities.map((entity) => (
              <EntityRow key={`${entity.scheme} ${entity.number}`} entity={entity} {...context} />
            ))}
          </ul>
        </Section>
      )}
      {(sites.length > 0 || entities.length === 0) && (
        <Section id="places" title={t("places")}>
          {entities.length > 0 && <p className="measure mb-3 text-soft">{t("placesText")}</p>}
          {sites.length === 0 && <p>{t("nothing")}</p>}
          <ul className="border-hairline border-t">
            {sites.map((site) => (
              <OwnSiteRow key={site.listing.id} site={site} {...context} />
            ))}
          </ul>
        </Section>
      )}
      {offersFactor && (
        <div className="measure mt-10 text-sm text-soft">
          <p>{t("factor")}</p>
          <a className="target" href={`/${locale}/account`}>
            {t("factorLink")}
          </a>
        </div>
      )}
    </div>
  );
}

function EntityRow({
  entity,
  schemes,
  locale,
}: Omit<OwnContext, "today"> & { entity: OwnEntityItem }) {
  const t = useTranslations();
  const { name, language, number, tax, sites, notices } = entity;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-hairline border-b py-2">
      <div className="min-w-0 grow basis-64">
        <a className="target font-semibold text-ink" href={ownEntityUrl(locale, entity)}>
          <bdi lang={language ?? undefined}>{name ?? number}</bdi>
        </a>
        <p className="text-sm text-soft">
          <Separated
            parts={[
              name && <bdi className="tabular-nums">{number}</bdi>,
              t("my.sites", { count: sites }),
              notices > 0 && t("my.notices", { count: notices }),
            ]}
          />
        </p>
      </div>
      {tax && (
        <p className="flex items-center gap-2 pt-2">
          <Mark standing={tax.standing} size={24} />
          <span>
            <span className="text-soft text-sm">{t("domain.tax")}</span>{" "}
            {tax.standing === "unpublished" ? (
              t("taxPanel.notPublished")
            ) : (
              <>
                <OutcomeWord
                  standing={{ ...tax, published: null }}
                  schemes={schemes}
                  locale={locale}
                />
                {tax.asOf && (
                  <span className="text-soft text-sm">
                    {" · "}
                    {t("my.asOf", { date: formatDate(locale, tax.asOf) })}
                  </span>
                )}
              </>
            )}
          </span>
        </p>
      )}
    </li>
  );
}
