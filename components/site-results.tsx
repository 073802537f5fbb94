import { useTranslations } from "next-intl";
import { DomainPanel } from "@/components/domain-panel";
import type { SiteContext } from "@/components/site-page";
import { TaxPanel } from "@/components/tax-panel";
import { entityUrl } from "@/core/entity";
import type { SiteDetail } from "@/core/listing";

/** One panel for each domain, that of tax about whoever runs it; side by side and never merged. */
export function SiteResults(context: SiteContext) {
  const t = useTranslations("place");
  const { standings, operator, operatorDetail } = context.site;
  return (
    <section
      aria-label={t("resultsTitle")}
      className="mt-8 grid grid-cols-[repeat(auto-fit,minmax(min(100%,19rem),1fr))] gap-x-12 gap-y-6"
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

/** Whether a place has more than one panel, which then take the width of the page. */
export function hasPanels({ standings, operator, operatorDetail }: SiteDetail): boolean {
  return standings.length + (operator && operatorDetail ? 1 : 0) > 1;
}
