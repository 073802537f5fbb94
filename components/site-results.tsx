import { useTranslations } from "next-intl";
import { DomainPanel } from "@/components/domain-panel";
import type { SiteContext } from "@/components/site-page";

/** One panel for each domain, side by side and never merged. */
export function SiteResults(context: SiteContext) {
  const t = useTranslations("place");
  const { standings } = context.site;
  return (
    <section
      aria-label={t("resultsTitle")}
      className="mt-8 grid gap-x-12 md:grid-flow-col md:auto-cols-fr"
    >
      {standings.map((standing) => (
        <DomainPanel key={standing.domain} standing={standing} {...context} />
      ))}
    </section>
  );
}
