import { useTranslations } from "next-intl";
import { CountsBar } from "@/components/counts-bar";
import type { EntityContext } from "@/components/entity-page";
import { EntitySiteRow } from "@/components/entity-site-row";
import { Section } from "@/components/section";
import { entityUrl } from "@/core/entity";

/** The places of a business: how many stand how in each domain, and each of them by itself. */
export function EntitySites({ continued, ...context }: EntityContext & { continued: boolean }) {
  const t = useTranslations();
  const { entity, asked, locale } = context;
  const here = entityUrl(locale, asked);
  if (entity.total === 0) {
    return (
      <Section id="places" title={t("entity.sites")}>
        <p>{t("entity.noSites")}</p>
      </Section>
    );
  }
  return (
    <Section id="places" title={t("entity.sites")}>
      {entity.total > 1 && (
        <>
          <p className="measure text-soft">{t("entity.sitesIntro")}</p>
          <div className="mt-4 grid gap-x-12 gap-y-6 md:auto-cols-fr md:grid-flow-col">
            {entity.domains.map(({ domain, counts }) => (
              <div key={domain}>
                <h3 className="font-semibold">{t(`domain.${domain}`)}</h3>
                <CountsBar counts={counts} locale={locale} />
              </div>
            ))}
          </div>
        </>
      )}
      <ul className="mt-6 border-hairline border-t">
        {entity.items.map((site) => (
          <EntitySiteRow key={site.id} site={site} {...context} />
        ))}
      </ul>
      <nav className="no-print flex flex-wrap gap-x-6 pt-4" aria-label={t("entity.sites")}>
        {entity.next && (
          <a
            className="control"
            rel="next"
            href={`${here}?cursor=${encodeURIComponent(entity.next)}`}
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
    </Section>
  );
}
