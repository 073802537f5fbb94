import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { isOverdue } from "@/core/due";
import type { DueItem } from "@/core/due-query";
import { formatDate, formatSpan, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

const SINCE = { draft: "draftSince", returned: "returnedOn", never: "since" } as const;

/** Why a place is due, the most urgent reason first, by when, and how far off that is, in words. */
export function DueWords({
  item: { reason, reasons, risk, dueOn },
  locale,
  today,
}: {
  item: Pick<DueItem, "reason" | "reasons" | "risk" | "dueOn">;
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
      {[...new Set([reason, ...reasons])].map((one, at) => (
        <Fragment key={one}>
          {at > 0 && " · "}
          <strong className="font-semibold">
            {one === "interval" && risk
              ? t("riskReason", { name: isolated(locale, risk) })
              : t(`reason.${one}`)}
          </strong>
        </Fragment>
      ))}
      {" · "}
      <span className={late ? "font-semibold" : ""}>{far}</span>
      {" · "}
      <span className="text-soft">{t(since ?? "dueOn", { date })}</span>
    </>
  );
}
