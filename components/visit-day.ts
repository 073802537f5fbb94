import { useTranslations } from "next-intl";
import type { SiteContext } from "@/components/site-page";
import { formatDate } from "@/core/format";
import type { Visit } from "@/core/listing";

/**
 * The day of a visit in words. Several of one day and domain are told apart by the time where each
 * has one of its own, else by their number in the order of the record: no time is made up. One that
 * was corrected or withdrawn is no visit more, and says so itself.
 */
export function useVisitDay({
  site: { visits },
  locale,
}: Pick<SiteContext, "site" | "locale">): (visit: Visit) => string {
  const t = useTranslations("place");
  return (visit) => {
    const date = formatDate(locale, visit.visitedOn);
    const same = visits.filter(
      ({ visitedOn, domain, ended }) =>
        ended === null && visitedOn === visit.visitedOn && domain === visit.domain,
    );
    if (same.length < 2 || visit.ended !== null) return date;
    const times = new Set(same.flatMap(({ timeIn }) => timeIn ?? []));
    if (visit.timeIn && times.size === same.length) {
      return t("visitAt", { date, time: visit.timeIn });
    }
    const number = same.length - same.findIndex(({ id }) => id === visit.id);
    return t("visitNumber", { date, number });
  };
}
