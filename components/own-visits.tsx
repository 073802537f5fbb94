import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { OwnVisit } from "@/core/office-site";
import { visitUrl } from "@/core/office-url";
import type { VisitState } from "@/core/visit-state";

/** An inspector's own visits: what they have to go on with, what waits, and what came out of late. */
export function OwnVisits({ visits, locale }: { visits: readonly OwnVisit[]; locale: Locale }) {
  const t = useTranslations("workSite");
  const kinds = useTranslations("visit.kind");
  if (visits.length === 0) return <p>{t("ownNone")}</p>;
  return (
    <ul>
      {visits.map(({ id, name, language, kind, state, visitedOn, standing, isReturned }) => (
        <li
          key={id}
          className="grid grid-cols-[28px_1fr] items-center gap-x-3 border-hairline border-t py-1"
        >
          <Mark standing={state === "draft" ? "pending" : (standing ?? "pending")} size={28} />
          <span>
            <a className="target font-semibold" href={visitUrl(locale, id)}>
              <bdi lang={language}>{name}</bdi>
            </a>
            <span className="block text-sm text-soft">
              {kinds(kind)}
              {visitedOn && ` · ${formatDate(locale, visitedOn)}`}
              {" · "}
              {t(isReturned ? "state.returned" : `state.${stateWord(state)}`)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The word of a state that a visit in the lists of the back-office may be in. */
export function stateWord(state: VisitState): "draft" | "submitted" | "awaiting" | "published" {
  return state === "submitted" || state === "awaiting" || state === "published" ? state : "draft";
}
