import { useTranslations } from "next-intl";
import { DueDay } from "@/components/due-day";
import { FindingGroups } from "@/components/finding-groups";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { formatDate } from "@/core/format";
import { countedThoughCorrected, type OwnSite, openFindings } from "@/core/own-standing";

/**
 * What was found and not put right on site, by when it is to be, domain by domain; and what was put
 * right on site and is counted all the same.
 */
export function OwnFindings({ own, context }: { own: OwnSite; context: SiteContext }) {
  const t = useTranslations();
  const { site, schemes, locale, today } = context;
  const open = openFindings(site, own.followUps);
  const counted = countedThoughCorrected(site, schemes);
  return (
    <Section id="to-do" title={t("my.toDo")}>
      {open.length === 0 && <p>{t("my.nothingToDo")}</p>}
      {open.map(({ domain, dueOn, visitedOn, scheme, findings }) => (
        <div key={`${domain} ${dueOn} ${visitedOn}`} className="mb-6">
          <p className="measure mb-2">
            {site.standings.length > 1 && (
              <span className="text-soft">{t(`domain.${domain}`)} · </span>
            )}
            {dueOn ? <DueDay dueOn={dueOn} locale={locale} today={today} /> : t("my.noDay")}{" "}
            {visitedOn && (
              <span className="text-soft">
                {t("my.foundOn", { date: formatDate(locale, visitedOn) })}
              </span>
            )}
          </p>
          {findings.length > 0 ? (
            <FindingGroups
              scheme={schemes.get(scheme ?? "")}
              findings={findings}
              language={site.source.language}
              locale={locale}
            />
          ) : (
            <p className="measure text-soft">{t("my.untold")}</p>
          )}
        </div>
      ))}
      {counted.map(({ domain, visitedOn, scheme, findings }) => (
        <div key={`${domain} ${visitedOn}`} className="mt-6">
          <p className="measure mb-2">
            {site.standings.length > 1 && (
              <span className="text-soft">{t(`domain.${domain}`)} · </span>
            )}
            {t("my.counted", { count: findings.length })}{" "}
            {visitedOn && (
              <span className="text-soft">
                {t("my.foundOn", { date: formatDate(locale, visitedOn) })}
              </span>
            )}
          </p>
          <FindingGroups
            scheme={schemes.get(scheme ?? "")}
            findings={findings}
            language={site.source.language}
            locale={locale}
          />
        </div>
      ))}
    </Section>
  );
}
