import { useTranslations } from "next-intl";
import { DecisionForm } from "@/components/decision-form";
import type { Locale } from "@/core/locale";

type Intent =
  | ("confirm" | "return" | "withdraw" | "correct" | "discard")
  | ("ask-withdrawal" | "confirm-withdrawal" | "refuse-withdrawal" | "recall-withdrawal");

/** Whoever agrees has read the reason; whoever takes a request back has given theirs. */
const WITHOUT_REASON: readonly Intent[] = ["confirm", "confirm-withdrawal", "recall-withdrawal"];

/** A decision about a visit, with its reason where it needs one. */
export function VisitDecision({
  id,
  intent,
  locale,
  isPrimary = false,
}: {
  id: string;
  intent: Intent;
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
        WITHOUT_REASON.includes(intent)
          ? undefined
          : { id: `reason-${intent}`, label: t("reason"), maxLength: 1000 }
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
