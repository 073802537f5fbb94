import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { RatingReasons } from "@/components/rating-reasons";
import { Section } from "@/components/section";
import { VisitDecision } from "@/components/visit-decision";
import { type Compared, VisitDifference } from "@/components/visit-difference";
import { VisitPhoto } from "@/components/visit-photo";
import { VisitReportSection } from "@/components/visit-report-section";
import { VisitRestOfItems } from "@/components/visit-rest-of-items";
import { formatDate, formatMoment, formatNumber, isolated, labelled } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import { localDay } from "@/core/local-day";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import { type Inputs, type Scheme, schemeKey } from "@/core/scheme";
import type { Standing } from "@/core/standing";
import type { VisitDraft } from "@/core/visit-draft";
import { findingsInput, findingsOf, findingText } from "@/core/visit-findings";
import type { StepName, VisitState } from "@/core/visit-state";

/** A visit as officials see it once it is out of its inspector's hands. */
export interface RecordedVisit {
  id: string;
  scheme: Scheme;
  authority: { timeZone: string };
  state: VisitState;
  draft: VisitDraft;
  visitedOn: IsoDate | null;
  submittedAt: Date | null;
  inputs: Inputs | null;
  outcome: string | null;
  standing: Standing | null;
  emergency: boolean;
  publishAt: Date | null;
  confirmBy: Date | null;
  steps: readonly { name: StepName; by: string | null; at: Date; reason: string | null }[];
  /** That the public result be withdrawn; null where nobody asks. */
  withdrawal: { name: string } | null;
}

/** What was found, what it came to and why, what has happened since, and what may be done now. */
export function VisitRecord({
  visit,
  before,
  locale,
  canMail,
  canCorrect,
  canAsk,
  canWithdraw,
  hasAsked,
}: {
  visit: RecordedVisit;
  before: Compared | null;
  locale: Locale;
  canMail: boolean;
  canCorrect: boolean;
  /** That the public result be withdrawn. */
  canAsk: boolean;
  /** What waits for somebody. */
  canWithdraw: boolean;
  /** Whether whoever looks asks for the withdrawal. */
  hasAsked: boolean;
}) {
  const t = useTranslations("visit");
  const { id, state } = visit;
  const mayCorrect = canCorrect && state === "published";
  const mayAsk = canAsk && state === "published" && visit.withdrawal === null;
  // One that waits for its day, and one that was returned and nobody goes on with.
  const isBetween = state === "submitted" || state === "draft";
  const mayWithdraw = canWithdraw && isBetween && visit.submittedAt !== null;
  return (
    <>
      <VisitResult visit={visit} locale={locale} />
      <VisitReportSection id={id} locale={locale} canMail={canMail} />
      <VisitDifference visit={visit} before={before} locale={locale} />
      <VisitRecordFindings visit={visit} locale={locale} />
      <VisitSteps visit={visit} locale={locale} />
      {visit.withdrawal && (
        <p className="mt-8">
          {t("withdrawalAsked", { name: isolated(locale, visit.withdrawal.name) })}
        </p>
      )}
      {hasAsked && <VisitDecision id={id} intent="recall-withdrawal" locale={locale} />}
      {(mayCorrect || mayAsk || mayWithdraw) && (
        <Section id="decide" title={t("decide")}>
          {mayCorrect && <VisitDecision id={id} intent="correct" locale={locale} />}
          {mayAsk && <VisitDecision id={id} intent="ask-withdrawal" locale={locale} />}
          {mayWithdraw && <VisitDecision id={id} intent="withdraw" locale={locale} />}
        </Section>
      )}
    </>
  );
}

/** The result of a visit with its grounds, and how far it is. */
export function VisitResult({ visit, locale }: { visit: RecordedVisit; locale: Locale }) {
  const t = useTranslations("visit");
  const { scheme, inputs, state, standing } = visit;
  const key = schemeKey(scheme);
  const rated = inputs && rate(inputs, scheme);
  const lapsesBy = state === "awaiting" && visit.emergency ? visit.confirmBy : null;
  const { timeZone } = visit.authority;
  const publicOn = visit.publishAt && localDay(visit.publishAt, timeZone);
  return (
    <section className="mt-6">
      <h2 className="font-semibold text-lg">
        {visit.visitedOn && t("recordTitle", { date: formatDate(locale, visit.visitedOn) })}
      </h2>
      <p className="mt-1">
        {lapsesBy
          ? t("lapses", { moment: formatMoment(locale, lapsesBy.getTime(), timeZone) })
          : t(`state.${state}`, { date: publicOn ? formatDate(locale, publicOn) : "" })}
      </p>
      {standing && (
        <div className="mt-3 flex items-center gap-4">
          <Mark standing={standing} size={56} />
          <p className="font-semibold text-lg">
            <OutcomeWord
              standing={{ standing, scheme: key, outcome: visit.outcome, published: null }}
              schemes={new Map([[key, scheme]])}
              locale={locale}
            />
          </p>
        </div>
      )}
      {rated?.ok && inputs && (
        <RatingReasons scheme={scheme} inputs={inputs} rated={rated} locale={locale} />
      )}
    </section>
  );
}

/** Everything that was out of order, with what was measured, written and shown. */
export function VisitRecordFindings({ visit, locale }: { visit: RecordedVisit; locale: Locale }) {
  const t = useTranslations("visit");
  const { scheme, draft } = visit;
  const found = findingsOf(draft, scheme);
  const { person, inspector } = draft.signatures;
  return (
    <Section id="findings" title={t("findings")}>
      {found.length === 0 && (
        <p>{t(findingsInput(scheme) === null ? "noneWritten" : "noFindings")}</p>
      )}
      <ul>
        {found.map((finding, at) => (
          <li key={finding.code ?? `free-${at}`} className="border-hairline border-t py-3">
            <p className="font-medium">
              {finding.code && <span className="me-2 text-soft">{finding.code}</span>}
              {findingText(finding, locale)}
            </p>
            {finding.comment && <p dir="auto">{finding.comment}</p>}
            {finding.measured !== null && (
              <p>
                {t("measuredValue", {
                  value: formatNumber(locale, finding.measured),
                  unit: unitOf(finding.code),
                })}
              </p>
            )}
            <p className="text-soft text-sm">{t(finding.corrected ? "corrected" : "stillOpen")}</p>
            <RecordedPhotos visitId={visit.id} hashes={finding.photos} of={finding.text[locale]} />
          </li>
        ))}
      </ul>
      <VisitRestOfItems visit={visit} locale={locale} />
      <RecordedPhotos visitId={visit.id} hashes={draft.photos} of={t("placePhotos")} />
      {draft.remarks && (
        <p className="mt-4" dir="auto">
          {draft.remarks}
        </p>
      )}
      <p className="mt-4 text-soft text-sm">
        {[
          draft.timeIn && draft.timeOut && t("times", { from: draft.timeIn, to: draft.timeOut }),
          inspector && labelled(locale, t("official"), t("signedAs", { name: inspector })),
          person &&
            labelled(
              locale,
              t("person"),
              "name" in person
                ? t("signedAs", { name: person.name })
                : t("refusedToSign", { reason: person.refused }),
            ),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </Section>
  );

  function unitOf(code: string | null): string {
    const item = scheme.checklist.find((one) => one.code === code);
    return item?.measure?.unit[locale] ?? "";
  }
}

function RecordedPhotos({
  visitId,
  hashes,
  of,
}: {
  visitId: string;
  hashes: readonly string[];
  of: string;
}) {
  if (hashes.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-3">
      {hashes.map((hash) => (
        <li key={hash}>
          <a href={`/office/photos/${visitId}/${hash}?size=full`}>
            <VisitPhoto visitId={visitId} hash={hash} alt={of} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Who did what to the visit, when and why. */
export function VisitSteps({ visit, locale }: { visit: RecordedVisit; locale: Locale }) {
  const t = useTranslations("visit");
  return (
    <Section id="steps" title={t("steps")}>
      <ol>
        {visit.steps.map(({ name, by, at, reason }) => (
          <li key={`${name} ${at.getTime()}`} className="border-hairline border-t py-2">
            <span className="font-medium">{t(`stepNames.${name}`)}</span>{" "}
            <span className="text-soft text-sm">
              {t("stepBy", {
                name: by ?? t("byTime"),
                moment: formatMoment(locale, at.getTime(), visit.authority.timeZone),
              })}
            </span>
            {reason && <p dir="auto">{reason}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
