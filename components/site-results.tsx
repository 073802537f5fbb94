import { useTranslations } from "next-intl";
import { DomainPanel } from "@/components/domain-panel";
import type { SiteContext } from "@/components/site-page";
import { TaxPanel } from "@/components/tax-panel";
import { entityUrl } from "@/core/entity";

/** One panel for each domain, that of tax about whoever runs it; side by side and never merged. */
export function SiteResults(context: SiteContext) {
  const t = useTranslations("place");
  const { standings, operator, operatorDetail } = context.site;
  return (
    <section
      aria-label={t("resultsTitle")}
      className="mt-8 grid gap-x-12 md:grid-flow-col md:auto-cols-fr"
    >
      {standings.map((standing) => (
        <DomainPanel key={standing.domain} standing={standing} {...context} />
      ))}
      {operator && operatorDetail && (
        <TaxPanel
          tax={operatorDetail.tax}
          title={t("operatorTax")}
          about={
            <a href={entityUrl(context.locale, operator)}>
              <bdi lang={operatorDetail.language ?? undefined}>
                {operatorDetail.name ?? operator.number}
              </bdi>
            </a>
          }
          schemes={context.schemes}
          locale={context.locale}
          today={context.today}
        />
      )}
    </section>
  );
}
