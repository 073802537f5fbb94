import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormNotice } from "@/components/form-notice";
import { Mark } from "@/components/mark";
import { OfficeSiteForms } from "@/components/office-site-forms";
import { OfficeSiteRating } from "@/components/office-site-rating";
import { stateWord } from "@/components/own-visits";
import { Section } from "@/components/section";
import { SiteHeading } from "@/components/site-heading";
import type { SiteContext } from "@/components/site-page";
import { TopLinks } from "@/components/top-links";
import { VisitEntry } from "@/components/visit-entry";
import { formatDate, formatList, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { OfficeSite } from "@/core/office-site";
import { visitUrl, worklistUrl } from "@/core/office-url";
import { siteUrl } from "@/core/site-url";
import type { SiteDomain } from "@/core/standing";

export interface OfficeSiteProps {
  site: OfficeSite;
  context: SiteContext;
  may: { visit: boolean; miss: boolean; complain: boolean; conflict: boolean; risk: boolean };
  /** Made anew for each form that is drawn: sent twice, it is one attempt. */
  submission: string;
  /** The same for the form of a visit in each domain. */
  visitIds: Partial<Record<SiteDomain, string>>;
  notice: ReactNode;
}

/** A site as its inspectors see it: how it stands, what is open, and what they may record. */
export function OfficeSitePage(props: OfficeSiteProps) {
  const { site, context, notice } = props;
  const { locale, today } = context;
  const { detail, conflict } = site;
  const t = useTranslations("workSite");
  return (
    <div className="page pb-16">
      <TopLinks
        links={[
          { href: worklistUrl(locale), text: t("back") },
          { href: siteUrl(locale, detail), text: t("public") },
        ]}
      />
      <SiteHeading {...context} />
      {notice}
      {conflict && <FormNotice tone="refused">{t("conflictBlocks")}</FormNotice>}
      <Section id="rating" title={t("rating")}>
        <OfficeSiteRating {...props} />
      </Section>
      <Section id="tasks" title={t("tasks")}>
        {site.tasks.length === 0 ? (
          <p>{t("noTasks")}</p>
        ) : (
          <ul>
            {site.tasks.map(({ domain, reason, dueOn, note, openItems }) => (
              <li
                key={`${domain} ${reason} ${dueOn} ${note}`}
                className="measure border-hairline border-t py-2"
              >
                <strong className="font-semibold">
                  {t(reason === "complaint" ? "taskComplaint" : "taskFollowUp")}
                </strong>{" "}
                {t("taskDue", { date: formatDate(locale, dueOn) })}
                {note && <p>{isolated(locale, note)}</p>}
                {openItems.length > 0 && (
                  <p className="text-soft">
                    {t("openItems", { items: formatList(locale, openItems) })}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {site.underWay.length > 0 && (
        <Section id="under-way" title={t("underWay")}>
          <UnderWay site={site} locale={locale} />
        </Section>
      )}
      <Section id="visits" title={t("visits")}>
        {detail.visits.length === 0 ? (
          <p>{t("noVisits")}</p>
        ) : (
          <ul>
            {detail.visits.map((visit) => {
              const record = site.recorded.find(({ inspection }) => inspection === visit.id);
              return (
                <VisitEntry key={visit.id} visit={visit} {...context}>
                  {record && (
                    <a className="target" href={visitUrl(locale, record.id)}>
                      {t("openVisit")}
                    </a>
                  )}
                </VisitEntry>
              );
            })}
          </ul>
        )}
      </Section>
      <OfficeSiteForms {...props} today={today} />
    </div>
  );
}

function UnderWay({ site, locale }: { site: OfficeSite; locale: Locale }) {
  const t = useTranslations("workSite");
  const kinds = useTranslations("visit.kind");
  return (
    <ul>
      {site.underWay.map(({ id, kind, state, visitedOn, standing, isOwn, isReturned }) => (
        <li
          key={id}
          className="grid grid-cols-[28px_1fr_auto] items-center gap-x-3 border-hairline border-t py-1"
        >
          <Mark standing={state === "draft" ? "pending" : (standing ?? "pending")} size={28} />
          <span>
            {kinds(kind)}
            {visitedOn && ` · ${formatDate(locale, visitedOn)}`}
            {" · "}
            {t(isReturned ? "state.returned" : `state.${stateWord(state)}`)}
          </span>
          <a className="target" href={visitUrl(locale, id)}>
            {t(isOwn && state === "draft" ? "continue" : "look")}
          </a>
        </li>
      ))}
    </ul>
  );
}
