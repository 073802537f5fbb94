import { useTranslations } from "next-intl";
import { FindingGroups } from "@/components/finding-groups";
import { isRecordedHere, nothingFound } from "@/components/nothing-found";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { useVisitDay } from "@/components/visit-day";
import type { Visit } from "@/core/listing";

/** What the newest visit found, in full; earlier visits are folded into the history. */
export function VisitFindings({ visit, site, schemes, locale }: SiteContext & { visit: Visit }) {
  const t = useTranslations("place");
  const dayOf = useVisitDay({ site, locale });
  // Without a single finding in all its history, the source publishes none.
  if (
    !isRecordedHere(visit) &&
    visit.findings.length === 0 &&
    site.visits.every((v) => v.findings.length === 0)
  )
    return null;
  return (
    <Section id="findings" title={t("findingsTitle", { date: dayOf(visit) })}>
      {visit.findings.length > 0 ? (
        <FindingGroups
          scheme={schemes.get(visit.rating?.scheme ?? "")}
          findings={visit.findings}
          language={site.source.language}
          locale={locale}
        />
      ) : (
        <p>{t(`visitNothing.${nothingFound(visit, schemes)}`)}</p>
      )}
    </Section>
  );
}
