import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import { VisitDecision } from "@/components/visit-decision";
import { VisitDifference } from "@/components/visit-difference";
import {
  type RecordedVisit,
  VisitRecordFindings,
  VisitResult,
  VisitSteps,
} from "@/components/visit-record";
import { formatMoment } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

/** All that a second person needs to decide, and the decision itself. */
export function ReviewDesk({
  visit,
  previous,
  earlier,
  mayDecide,
  locale,
  now,
}: {
  visit: RecordedVisit & {
    emergency: boolean;
    confirmBy: Date | null;
    inspector: { name: string };
  };
  previous: { visitedOn: IsoDate; out: readonly string[] } | null;
  /** How often this inspector has been here before. */
  earlier: number;
  mayDecide: boolean;
  locale: Locale;
  now: Date;
}) {
  const t = useTranslations("visit");
  const { id, emergency, confirmBy } = visit;
  return (
    <>
      {visit.state === "awaiting" && confirmBy && (
        <p className="mt-4 bg-note p-3">{waitingText(confirmBy)}</p>
      )}
      <VisitResult visit={visit} locale={locale} />
      <p className="mt-4 text-soft">
        {visit.inspector.name}:{" "}
        {earlier > 0 ? t("historyCount", { count: earlier }) : t("historyNone")}
      </p>
      <VisitDifference visit={visit} previous={previous} locale={locale} />
      <VisitRecordFindings visit={visit} locale={locale} />
      {mayDecide && (
        <Section id="decide" title={t("decide")}>
          <VisitDecision id={id} intent="confirm" locale={locale} isPrimary />
          <VisitDecision id={id} intent={emergency ? "withdraw" : "return"} locale={locale} />
        </Section>
      )}
      <VisitSteps visit={visit} locale={locale} />
    </>
  );

  function waitingText(by: Date): string {
    const moment = formatMoment(locale, by.getTime());
    if (by < now) return t("overdue", { moment });
    return t(emergency ? "lapses" : "confirmBy", { moment });
  }
}
