import { useTranslations } from "next-intl";
import { DueWords } from "@/components/due-words";
import { Facts } from "@/components/facts";
import { Mark } from "@/components/mark";
import type { OfficeSiteProps } from "@/components/office-site-page";
import { OutcomeWord } from "@/components/outcome-word";
import { SelectField } from "@/components/select-field";
import type { DueReason } from "@/core/due";
import { formatAge, formatDate } from "@/core/format";
import { isStale } from "@/core/is-stale";
import type { OfficeSite } from "@/core/office-site";
import { formatPublicId } from "@/core/public-id";
import { isColour } from "@/core/standing";
import { fittingKinds, type VisitKind } from "@/core/visit-state";

/** How a site stands in each domain, when it is due, and where the next visit of it begins. */
export function OfficeSiteRating(props: OfficeSiteProps) {
  return (
    <div className="grid gap-x-12 gap-y-8 md:auto-cols-fr md:grid-flow-col">
      {props.site.competences.map((one) => (
        <DomainWork key={one.domain} {...props} competence={one} />
      ))}
    </div>
  );
}

function DomainWork({
  site,
  context: { schemes, locale, today },
  may,
  visitIds,
  competence,
}: OfficeSiteProps & { competence: OfficeSite["competences"][number] }) {
  const t = useTranslations();
  const { domain, authority, reason, reasons, dueOn } = competence;
  const { detail, conflict } = site;
  const standing = detail.standings.find((one) => one.domain === domain);
  const id = formatPublicId(detail.id);
  const wasVisited =
    detail.visits.some((visit) => visit.domain === domain) || Boolean(standing?.ratedOn);
  const risk = competence.categories.find(({ code }) => code === competence.risk)?.label ?? null;
  return (
    <div>
      <h3 className="font-semibold">{t(`domain.${domain}`)}</h3>
      <div className="mt-2 flex items-center gap-4">
        <Mark
          standing={standing?.standing ?? "never"}
          size={56}
          stale={standing !== undefined && isStale(standing, today)}
        />
        <p>
          <span className="block font-semibold text-lg">
            {standing ? (
              <OutcomeWord standing={standing} {...{ schemes, locale }} />
            ) : (
              t("state.never")
            )}
          </span>
          {standing?.ratedOn && isColour(standing.standing) && (
            <span className="text-soft">
              {formatDate(locale, standing.ratedOn)}, {formatAge(locale, standing.ratedOn, today)}
            </span>
          )}
        </p>
      </div>
      <div className="mt-3">
        <Facts
          facts={[
            {
              name: t("workSite.nextDue"),
              value:
                reason && dueOn ? (
                  <DueWords item={{ reason, reasons, risk, dueOn }} {...{ locale, today }} />
                ) : (
                  t("workSite.nothingDue")
                ),
            },
            {
              name: t("workSite.competent"),
              value: <bdi lang={authority.language}>{authority.name}</bdi>,
            },
            {
              name: t("workSite.risk"),
              value: !may.risk && competence.risk && riskText(competence.risk),
            },
          ]}
        />
      </div>
      {may.risk && competence.categories.length > 0 && (
        <form
          method="post"
          action="/office/sites/risk"
          className="no-print mt-3 grid max-w-md gap-2"
        >
          <input type="hidden" name="site" value={id} />
          <input type="hidden" name="domain" value={domain} />
          <SelectField
            id={`risk-${domain}`}
            name="code"
            label={t("workSite.risk")}
            value={competence.risk ?? ""}
            choices={[
              { value: "", text: t("workSite.noRisk") },
              ...competence.categories.map(({ code }) => ({ value: code, text: riskText(code) })),
            ]}
          />
          <button type="submit" className="control justify-self-start">
            {t("workSite.setRisk")}
          </button>
        </form>
      )}
      {may.visit && !conflict && detail.state === "open" && (
        <form
          method="post"
          action="/office/visits"
          className="no-print mt-4 flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="site" value={id} />
          <input type="hidden" name="domain" value={domain} />
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="id" value={visitIds[domain]} />
          <div className="grow sm:max-w-64">
            <SelectField
              id={`kind-${domain}`}
              name="kind"
              label={t("visit.kindLabel")}
              value={kindOf(reason)}
              choices={fittingKinds(wasVisited).map((kind) => ({
                value: kind,
                text: t(`visit.kind.${kind}`),
              }))}
            />
          </div>
          <button type="submit" className="control control-primary">
            {t("workSite.startVisit")}
          </button>
        </form>
      )}
    </div>
  );

  function riskText(code: string): string {
    const known = competence.categories.find((one) => one.code === code);
    return known ? t("workSite.riskChoice", { ...known }) : code;
  }
}

/** The kind of visit that what is due asks for. */
function kindOf(reason: DueReason | null): VisitKind {
  if (reason === "revisit") return "follow-up";
  return reason === "complaint" ? "complaint" : "routine";
}
