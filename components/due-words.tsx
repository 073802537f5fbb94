import { useTranslations } from "next-intl";
import { isOverdue } from "@/core/due";
import type { DueItem } from "@/core/due-query";
import { formatDate, formatSpan } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

const SINCE = { draft: "draftSince", returned: "returnedOn", never: "since" } as const;

/** Why a place is due, by when, and how far off that is, in words. */
export function DueWords({
  item: { reason, dueOn },
  locale,
  today,
}: {
  item: Pick<DueItem, "reason" | "dueOn">;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("worklist");
  if (!reason || !dueOn) return <span className="text-soft">{t("notDue")}</span>;
  const late = isOverdue(dueOn, today);
  const date = formatDate(locale, dueOn);
  const since = reason in SINCE ? SINCE[reason as keyof typeof SINCE] : null;
  const span = formatSpan(locale, late ? dueOn : today, late ? today : dueOn);
  const far = late
    ? t(since ? "waitingFor" : "overdueBy", { span })
    : dueOn === today
      ? t("dueToday")
      : t("dueIn", { span });
  return (
    <>
      <strong className="font-semibold">{t(`reason.${reason}`)}</strong>
      {" · "}
      <span className={late ? "font-semibold" : ""}>{far}</span>
      {" · "}
      <span className="text-soft">{t(since ?? "dueOn", { date })}</span>
    </>
  );
}
