import { useTranslations } from "next-intl";
import { DecisionForm } from "@/components/decision-form";
import type { Locale } from "@/core/locale";
import { type VisitDecision as Decision, needsReason } from "@/core/visit-decision";

/** A decision about a visit, with its reason where it needs one. */
export function VisitDecision({
  id,
  intent,
  locale,
  isPrimary = false,
}: {
  id: string;
  intent: Decision;
  locale: Locale;
  isPrimary?: boolean;
}) {
  const t = useTranslations("visit");
  return (
    <DecisionForm
      action={`/office/visits/${id}/decision`}
      fields={{ locale }}
      name="intent"
      value={intent}
      word={t(intent === "correct" ? "correctVisit" : intent)}
      reason={
        needsReason(intent)
          ? { id: `reason-${intent}`, label: t("reason"), maxLength: 1000 }
          : undefined
      }
      isPrimary={isPrimary}
    />
  );
}

/** A folded way out of a draft that was begun by mistake. */
export function VisitDiscard({ id, locale }: { id: string; locale: Locale }) {
  const t = useTranslations("visit");
  return (
    <details className="mt-8">
      <summary className="target text-soft">{t("discard")}</summary>
      <VisitDecision id={id} intent="discard" locale={locale} />
    </details>
  );
}
