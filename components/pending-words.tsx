import { useTranslations } from "next-intl";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { PendingVisit } from "@/core/own-standing";

/** "Food: inspected on 3 March 2026; the result is being confirmed." */
export function PendingWords({
  visit: { domain, visitedOn, state, publishOn },
  locale,
}: {
  visit: PendingVisit;
  locale: Locale;
}) {
  const t = useTranslations();
  const said = { domain: t(`domain.${domain}`), date: formatDate(locale, visitedOn) };
  if (state === "scheduled" && publishOn) {
    return t("my.scheduled", { ...said, on: formatDate(locale, publishOn) });
  }
  return t("my.confirming", said);
}
