import { useTranslations } from "next-intl";
import { formatDate, formatSpan } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

/** By when something is to be put right, and how far off that is, in words. */
export function DueDay({
  dueOn,
  locale,
  today,
}: {
  dueOn: IsoDate;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("my.due");
  const date = formatDate(locale, dueOn);
  if (dueOn === today) return <strong className="font-semibold">{t("today", { date })}</strong>;
  const isPast = dueOn < today;
  const span = formatSpan(locale, isPast ? dueOn : today, isPast ? today : dueOn);
  return <strong className="font-semibold">{t(isPast ? "past" : "ahead", { date, span })}</strong>;
}
