import { useTranslations } from "next-intl";
import { DueDay } from "@/components/due-day";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import type { OwnContext } from "@/components/own-standings-page";
import { PendingWords } from "@/components/pending-words";
import { Separated } from "@/components/separated";
import { formatDate } from "@/core/format";
import { isStale } from "@/core/is-stale";
import { type OwnSiteItem, ownSiteUrl } from "@/core/own-standing";
import { isColour } from "@/core/standing";

/** One place of somebody's own: its result in each domain, what is to come, and what is due. */
export function OwnSiteRow({
  site: { listing, pending, dueOn },
  schemes,
  locale,
  today,
}: OwnContext & { site: OwnSiteItem }) {
  const t = useTranslations();
  const { id, name, language, address, locality, category, standings } = listing;
  const where = [address, locality].filter(Boolean).join(", ");
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-hairline border-b py-2">
      <div className="min-w-0 grow basis-64">
        <a className="target font-semibold text-ink" href={ownSiteUrl(locale, id)}>
          <bdi className="line-clamp-3" lang={language}>
            {name}
          </bdi>
        </a>
        <p className="text-sm text-soft">
          <Separated
            parts={[where && <bdi lang={language}>{where}</bdi>, t(`category.${category}`)]}
          />
        </p>
        {dueOn && (
          <p className="text-sm">
            <DueDay dueOn={dueOn} locale={locale} today={today} />
          </p>
        )}
        {pending.map((visit) => (
          <p key={`${visit.domain} ${visit.visitedOn}`} className="text-sm">
            <PendingWords visit={visit} locale={locale} />
          </p>
        ))}
      </div>
      <ul className="space-y-1 pt-2">
        {standings.map((standing) => (
          <li key={standing.domain} className="flex items-center gap-2">
            <Mark standing={standing.standing} size={24} stale={isStale(standing, today)} />
            <span>
              <span className="text-soft text-sm">{t(`domain.${standing.domain}`)}</span>{" "}
              <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
              {standing.ratedOn && isColour(standing.standing) && (
                <span className="text-soft text-sm">
                  {" · "}
                  {formatDate(locale, standing.ratedOn)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
