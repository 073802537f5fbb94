import { useTranslations } from "next-intl";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { HeldFor } from "@/core/tax-batch";

/** Why a delivery is held, or was, in the reader's language. */
export function useTaxHeldFor(locale: Locale) {
  const t = useTranslations("tax");
  return (tense: "held" | "wasHeld", doubt: HeldFor | "unknown"): string => {
    if (doubt === "unknown") return t(`${tense}.other`);
    const { kind, count, known } = doubt;
    return t(`${tense}.${kind}`, {
      of: known === null ? "other" : "known",
      count,
      number: formatNumber(locale, count),
      known: known === null ? "" : formatNumber(locale, known),
    });
  };
}
