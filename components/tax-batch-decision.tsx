import { useTranslations } from "next-intl";
import { DecisionForm } from "@/components/decision-form";
import { useTaxHeldFor } from "@/components/tax-held-for";
import type { Locale } from "@/core/locale";
import type { TaxBatch } from "@/core/tax-batch";

/** Why a delivery is held and what to do about it, or what follows from its being refused. */
export function TaxBatchDecision({
  batch,
  isOwn,
  mayDecide,
  locale,
}: {
  batch: TaxBatch;
  isOwn: boolean;
  mayDecide: boolean;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const heldFor = useTaxHeldFor(locale);
  if (batch.state === "applied") return null;
  const isHeld = batch.state === "held";
  const decision = { action: "/office/tax/batches", fields: { id: batch.id }, name: "decision" };
  const said = { maxLength: 500 };
  return (
    <section aria-labelledby="decision" className="measure mt-4 rounded bg-note px-4 py-3">
      <h2 id="decision" className="font-semibold">
        {t(isHeld ? "heldTitle" : "refusedTitle")}
      </h2>
      {isHeld ? (
        <>
          {batch.doubt && <p>{heldFor("held", batch.doubt)}</p>}
          <p className="mt-1">{t(mayDecide ? "heldDo" : isOwn ? "own" : "heldWait")}</p>
        </>
      ) : (
        <p>{t("refusedText")}</p>
      )}
      {mayDecide && (
        <>
          <DecisionForm
            {...decision}
            value="release"
            word={t("release")}
            reason={{ ...said, id: "release-reason", label: t("whyReleased"), required: false }}
            isPrimary
          />
          <DecisionForm
            {...decision}
            value="refuse"
            word={t("refuse")}
            reason={{ ...said, id: "batch-reason", label: t("whyRefuse") }}
          />
        </>
      )}
    </section>
  );
}
