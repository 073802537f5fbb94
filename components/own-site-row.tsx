import { useTranslations } from "next-intl";
import { DueDay } from "@/components/due-day";
import type { OwnContext } from "@/components/own-standings-page";
import { PendingWords } from "@/components/pending-words";
import { Separated } from "@/components/separated";
import { SiteStandings } from "@/components/site-standings";
import { formatDate } from "@/core/format";
import { callOf, type OwnSiteItem, ownSiteUrl } from "@/core/own-standing";

/** One place of somebody's own: its result in each domain, what is to come, and what is to be done. */
export function OwnSiteRow({ site, schemes, locale, today }: OwnContext & { site: OwnSiteItem }) {
  const t = useTranslations();
  const { listing, pending, dueOn } = site;
  const call = dueOn === null && pending.length === 0 ? callOf(site, today) : null;
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
        {call && <p className="text-sm">{t(`my.call.${call}`)}</p>}
      </div>
      <div className="pt-2">
        <SiteStandings
          standings={standings}
          when={(day) => formatDate(locale, day)}
          {...{ schemes, locale, today }}
        />
      </div>
    </li>
  );
}
