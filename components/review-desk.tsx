import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { EarlierVisits } from "@/components/earlier-visits";
import { Section } from "@/components/section";
import { VisitDecision } from "@/components/visit-decision";
import { type Compared, VisitDifference } from "@/components/visit-difference";
import {
  type RecordedVisit,
  VisitRecordFindings,
  VisitResult,
  VisitSteps,
} from "@/components/visit-record";
import { formatMoment, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** All that a second person needs to decide, and the decision itself. */
export function ReviewDesk({
  visit,
  before,
  earlier,
  schemes,
  mayDecide,
  isOwn,
  hasAsked,
  locale,
  now,
}: {
  visit: RecordedVisit & {
    emergency: boolean;
    confirmBy: Date | null;
    inspector: { name: string };
    withdrawal: { name: string; askedAt: Date; reason: string } | null;
  };
  before: Compared | null;
  /** Visits of the same inspector here. */
  earlier: ComponentProps<typeof EarlierVisits>["visits"];
  schemes: ReadonlyMap<string, Scheme>;
  mayDecide: boolean;
  /** Whether whoever looks made the visit. */
  isOwn: boolean;
  /** Whether whoever looks asks for the withdrawal. */
  hasAsked: boolean;
  locale: Locale;
  now: Date;
}) {
  const t = useTranslations("visit");
  const { id, emergency, confirmBy, withdrawal } = visit;
  const isWaiting = visit.state === "awaiting";
  const mayAnswer = mayDecide && !hasAsked && visit.state === "published";
  return (
    <>
      {isWaiting && confirmBy && <p className="mt-4 bg-note p-3">{waitingText(confirmBy)}</p>}
      <VisitResult visit={visit} locale={locale} />
      <VisitDifference visit={visit} before={before} locale={locale} />
      <VisitRecordFindings visit={visit} locale={locale} />
      <EarlierVisits visits={earlier} inspector={visit.inspector.name} {...{ schemes, locale }} />
      {withdrawal && (
        <Section id="withdrawal" title={t("withdrawalTitle")}>
          <p>{t("withdrawalAsked", { name: isolated(locale, withdrawal.name) })}</p>
          <p dir="auto">{withdrawal.reason}</p>
          {mayAnswer && (
            <>
              <VisitDecision id={id} intent="confirm-withdrawal" locale={locale} isPrimary />
              <VisitDecision id={id} intent="refuse-withdrawal" locale={locale} />
            </>
          )}
          {hasAsked && (
            <>
              <p>{t("refused.own-request")}</p>
              <VisitDecision id={id} intent="recall-withdrawal" locale={locale} />
            </>
          )}
        </Section>
      )}
      {isWaiting && mayDecide && (
        <Section id="decide" title={t("decide")}>
          <VisitDecision id={id} intent="confirm" locale={locale} isPrimary />
          <VisitDecision id={id} intent={emergency ? "withdraw" : "return"} locale={locale} />
        </Section>
      )}
      {isWaiting && isOwn && (
        <Section id="decide" title={t("decide")}>
          <p>{t("refused.own-visit")}</p>
        </Section>
      )}
      <VisitSteps visit={visit} locale={locale} />
    </>
  );

  function waitingText(by: Date): string {
    const moment = formatMoment(locale, by.getTime(), visit.authority.timeZone);
    if (by < now) return t("overdue", { moment });
    return t(emergency ? "lapses" : "confirmBy", { moment });
  }
}
