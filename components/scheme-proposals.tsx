import { useTranslations } from "next-intl";
import { DecisionForm } from "@/components/decision-form";
import type { SchemeUseProps } from "@/components/scheme-use-page";
import { Section } from "@/components/section";
import { simulationId } from "@/components/simulation-id";
import type { SchemeUse } from "@/core/administration";
import { formatDate, isolated } from "@/core/format";

const ACTION = "/office/administration/schemes";

type Change = SchemeUse["changes"][number];

/** What is proposed and waits for a second person, and what was decided. */
export function SchemeProposals(props: SchemeUseProps) {
  const { use, schemes, locale } = props;
  const t = useTranslations("administration");
  const open = use.changes.filter(({ confirmed }) => confirmed === null);
  const decided = use.changes.filter(({ confirmed }) => confirmed !== null);
  return (
    <>
      <Section id="open" title={t("open")}>
        {open.length === 0 && <p>{t("nothingOpen")}</p>}
        {open.map((change) => (
          <Proposal key={change.id} change={change} {...props} />
        ))}
      </Section>
      {decided.length > 0 && (
        <Section id="decided" title={t("history")}>
          <ul>
            {decided.map((change) => (
              <li key={change.id} className="measure border-hairline border-t py-2">
                {t(change.confirmed ? "confirmedLine" : "refusedLine", {
                  title: schemes.get(change.scheme)?.title[locale] ?? change.scheme,
                  date: formatDate(locale, change.validFrom),
                  name: isolated(locale, change.decidedBy ?? ""),
                  day: formatDate(locale, change.decidedOn ?? change.proposedOn),
                })}
                {change.reason && <p className="text-soft">{isolated(locale, change.reason)}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Proposal({
  change,
  schemes,
  userId,
  may,
  typed,
  locale,
}: SchemeUseProps & { change: Change }) {
  const t = useTranslations("administration");
  const before = typed(ACTION);
  const isOwn = change.proposedById === userId;
  const { scheme, validFrom } = change;
  const decision = { action: ACTION, fields: { id: change.id }, name: "change" };
  return (
    <div className="measure border-hairline border-t py-3">
      <p>
        {t("openLine", {
          title: schemes.get(scheme)?.title[locale] ?? scheme,
          date: formatDate(locale, validFrom),
          name: isolated(locale, change.proposedBy),
          day: formatDate(locale, change.proposedOn),
        })}
      </p>
      <a className="target" href={`#${simulationId(scheme)}`}>
        {t("simulate")}
      </a>
      {isOwn && <p className="mt-1">{t("ownProposal")}</p>}
      {isOwn && <DecisionForm {...decision} value="takenBack" word={t("takeBack")} />}
      {may.decide && !isOwn && (
        <>
          <DecisionForm {...decision} value="confirmed" word={t("confirm")} isPrimary />
          <DecisionForm
            {...decision}
            value="refused"
            word={t("refuse")}
            reason={{
              id: `reason-${change.id}`,
              defaultValue: before.id === String(change.id) ? before.reason : undefined,
              label: t("reason"),
              maxLength: 500,
            }}
          />
        </>
      )}
    </div>
  );
}
