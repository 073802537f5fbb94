import { useTranslations } from "next-intl";
import { isRecordedHere } from "@/components/nothing-found";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { isColour } from "@/core/standing";

/** What a reader might look for here and nobody has published, said plainly. */
export function SiteUnknowns({ site }: SiteContext) {
  const t = useTranslations("place");
  // A source that ever publishes a finding means by none that there was none.
  const told = site.visits.filter(isRecordedHere).length;
  const published = site.visits.some(
    (visit) => visit.findings.length > 0 && !isRecordedHere(visit),
  );
  const untold = published ? 0 : site.visits.length - told;
  // Where nobody has been, there is nothing that could have been published.
  const visited =
    site.visits.length > 0 ||
    [...site.ratings, ...site.earlier].some((rating) => isColour(rating.standing));
  const undated = site.standings.some((s) => isColour(s.standing) && !s.ratedOn);
  const unknown = [
    site.kind === "mobile" && !site.pitch && t("unknownMobile"),
    site.kind === "fixed" && !site.address && t("unknownAddress"),
    site.kind === "fixed" && !site.position && t("unknownPosition"),
    undated && t("unknownDate"),
    visited && told === 0 && !published && t("unknownFindings"),
    told > 0 && untold > 0 && t("unknownSomeFindings"),
    visited && site.visits.length === 0 && site.earlier.length === 0 && t("unknownVisits"),
  ].filter((sentence) => sentence !== false);
  if (unknown.length === 0) return null;
  return (
    <Section id="unknown" title={t("unknown")}>
      <ul className="measure">
        {unknown.map((sentence) => (
          <li key={sentence} className="border-hairline border-t py-2">
            {sentence}
          </li>
        ))}
      </ul>
    </Section>
  );
}
