import { useTranslations } from "next-intl";
import { HistoryStrip } from "@/components/history-strip";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { VisitEntry } from "@/components/visit-entry";

/** All visits: as a strip of marks over time, and each with what was found. */
export function SiteHistory(context: SiteContext) {
  const t = useTranslations("place");
  const { visits } = context.site;
  if (visits.length === 0) return null;
  return (
    <Section id="history" title={t("history")}>
      {visits.length > 1 && <HistoryStrip {...context} />}
      <p className="mt-4 text-sm text-soft">{t("visits", { count: visits.length })}</p>
      <ul className="mt-2 border-hairline border-b">
        {visits.map((visit) => (
          <VisitEntry key={visit.id} visit={visit} {...context} />
        ))}
      </ul>
    </Section>
  );
}
