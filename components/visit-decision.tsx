import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
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
    <form
      action={`/office/visits/${id}/decision`}
      method="post"
      className="mt-3 flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="locale" value={locale} />
      {!WITHOUT_REASON.includes(intent) && (
        <div className="grow">
          <FormField
            id={`reason-${intent}`}
            label={t("reason")}
            name="reason"
            required
            maxLength={1000}
            autoComplete="off"
          />
        </div>
      )}
      <button
        type="submit"
        name="intent"
        value={intent}
        className={isPrimary ? "control control-primary" : "control"}
      >
        {t(intent === "correct" ? "correctVisit" : intent)}
      </button>
    </form>
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
