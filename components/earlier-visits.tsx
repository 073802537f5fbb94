import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Section } from "@/components/section";
import { formatDate, isolated, labelled } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";
import type { VisitKind } from "@/core/visit-state";

/** What the inspector of a visit found at the same place before. */
export function EarlierVisits({
  visits,
  inspector,
  schemes,
  locale,
}: {
  visits: readonly {
    id: string;
    visitedOn: IsoDate;
    kind: VisitKind;
    scheme: string;
    outcome: string | null;
    standing: Standing;
  }[];
  inspector: string;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
}) {
  const t = useTranslations("visit");
  const name = isolated(locale, inspector);
  return (
    <Section id="earlier" title={t("history")}>
      <p className="text-soft">
        {visits.length > 0 ? name : labelled(locale, name, t("historyNone"))}
      </p>
      <ul>
        {visits.map(({ id, visitedOn, kind, ...standing }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-2"
          >
            <Mark standing={standing.standing} size={24} />
            <a className="target" href={`/${locale}/inspect/visits/${id}`}>
              {formatDate(locale, visitedOn)}
            </a>
            <span>{t(`kind.${kind}`)}</span>
            <OutcomeWord
              standing={{ ...standing, published: null }}
              schemes={schemes}
              locale={locale}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
