import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import type { IsoDate } from "@/core/import-row";
import { isStale } from "@/core/is-stale";
import type { DomainStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";

/** The result of a place in each domain, one under the other. */
export function SiteStandings({
  standings,
  schemes,
  when,
  locale,
  today,
}: {
  standings: readonly DomainStanding[];
  schemes: ReadonlyMap<string, Scheme>;
  /** The day of a result in words. */
  when: (ratedOn: IsoDate) => string;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("domain");
  return (
    <ul className="space-y-1">
      {standings.map((standing) => (
        <li key={standing.domain} className="flex items-center gap-2">
          <Mark standing={standing.standing} size={24} stale={isStale(standing, today)} />
          <span>
            <span className="text-soft text-sm">{t(standing.domain)}</span>{" "}
            <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
            {standing.ratedOn && isColour(standing.standing) && (
              <span className="text-soft text-sm">
                {" · "}
                {when(standing.ratedOn)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
