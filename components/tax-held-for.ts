import { useTranslations } from "next-intl";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Implausible } from "@/core/tax-batch";

/** Why a delivery is held, or was, in the reader's language. */
export function useTaxHeldFor(locale: Locale) {
  const t = useTranslations("tax");
  return (tense: "held" | "wasHeld", { kind, count, known }: Implausible): string =>
    t(`${tense}.${kind}`, {
      number: formatNumber(locale, count),
      known: formatNumber(locale, known),
    });
}
