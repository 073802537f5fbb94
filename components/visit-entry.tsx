import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FindingGroups } from "@/components/finding-groups";
import { Mark } from "@/components/mark";
import { nothingFound } from "@/components/nothing-found";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import type { SiteContext } from "@/components/site-page";
import { useVisitDay } from "@/components/visit-day";
import { isolated, labelled } from "@/core/format";
import type { Visit } from "@/core/listing";
import { VISIT_KINDS } from "@/core/visit-state";

/** The anchor of a visit. It is inside the fold, so that following a link to it opens the fold. */
export function visitAnchor(visit: Pick<Visit, "id">): string {
  return `visit-${visit.id}`;
}

/** One visit in the history, unfolding to its findings. */
export function VisitEntry({
  visit,
  site,
  schemes,
  locale,
  children,
}: SiteContext & {
  visit: Visit;
  /** What is said of it beside its findings. */
  children?: ReactNode;
}) {
  const t = useTranslations("place");
  const dayOf = useVisitDay({ site, locale });
  const { rating, findings } = visit;
  const several = site.standings.length > 1;
  const domain = useTranslations("domain");
  const kinds = useTranslations("visit.kind");
  return (
    <li>
      <details className="border-hairline border-t">
        <summary className="grid min-h-11 grid-cols-[28px_1fr_auto] items-center gap-x-3 py-2 hover:bg-wash">
          <Mark
            standing={visit.ended ? "unpublished" : (rating?.standing ?? "unpublished")}
            size={28}
          />
          <span className="flex flex-wrap gap-x-4">
            <span className="font-semibold">{dayOf(visit)}</span>
            {rating ? (
              <OutcomeWord standing={rating} schemes={schemes} locale={locale} />
            ) : (
              <span>{t("noResult")}</span>
            )}
            <span className="text-soft">
              <Separated
                parts={[
                  visit.ended && (
                    <strong className="font-medium text-ink">{t(`ended.${visit.ended}`)}</strong>
                  ),
                  visit.previousOperator && (
                    <strong className="font-medium text-ink">{t("underPreviousOperator")}</strong>
                  ),
                  several && domain(visit.domain),
                  findings.length === 0
                    ? t(`visitNone.${nothingFound(visit, schemes)}`)
                    : t("visitFindings", { count: findings.length }),
                ]}
              />
            </span>
          </span>
          <span className="arrow" aria-hidden="true" />
        </summary>
        <div id={visitAnchor(visit)} className="anchor rounded ps-10 pt-1 pb-4">
          {visit.type && (
            <p className="mb-2 text-sm text-soft">
              {labelled(locale, t("visitType"), typeOf(visit.type))}
            </p>
          )}
          {findings.length > 0 ? (
            <FindingGroups
              scheme={schemes.get(rating?.scheme ?? "")}
              findings={findings}
              language={site.source.language}
              locale={locale}
            />
          ) : (
            <p>{t(`visitNothing.${nothingFound(visit, schemes)}`)}</p>
          )}
          {children}
        </div>
      </details>
    </li>
  );

  /** The source's own word; of visits recorded here, the interface's. */
  function typeOf(type: string): string {
    const kind = VISIT_KINDS.find((one) => one === type);
    return kind ? kinds(kind) : isolated(locale, type);
  }
}
