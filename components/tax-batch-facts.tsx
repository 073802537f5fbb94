import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { useTaxHeldFor } from "@/components/tax-held-for";
import { formatMoment, formatNumber, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { TaxBatch } from "@/core/tax-batch";

/** What a delivery is, who sent it, why it was held, and who decided. */
export function TaxBatchFacts({
  batch,
  schemes,
  locale,
}: {
  batch: TaxBatch;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const heldFor = useTaxHeldFor(locale);
  const { state, doubt, reason } = batch;
  return (
    <Facts
      facts={[
        { name: t("stateName"), value: t(`state.${state}`) },
        // Of a held one the decision above says it.
        { name: t("whyHeld"), value: state !== "held" && doubt && heldFor("wasHeld", doubt) },
        {
          name: t(state === "refused" ? "refusedBy" : "releasedBy"),
          value:
            batch.decidedBy &&
            t("decidedBy", {
              name: isolated(locale, batch.decidedBy),
              moment: formatMoment(locale, batch.decidedAt?.getTime() ?? 0),
            }),
        },
        {
          name: t(state === "refused" ? "whyRefusedName" : "whyReleasedName"),
          value: reason && <bdi>{reason}</bdi>,
        },
        {
          name: t("authority"),
          value: <bdi lang={batch.authority.language}>{batch.authority.name}</bdi>,
        },
        { name: t("scheme"), value: schemes.get(batch.scheme)?.title[locale] ?? batch.scheme },
        { name: t("rowsName"), value: formatNumber(locale, batch.rows) },
        { name: t("received"), value: formatMoment(locale, batch.receivedAt.getTime()) },
        {
          name: t("sentBy"),
          value: <bdi>{batch.keyName ?? batch.receivedBy?.name ?? t("operator")}</bdi>,
        },
      ]}
    />
  );
}
