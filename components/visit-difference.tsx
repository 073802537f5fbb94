import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import type { RecordedVisit } from "@/components/visit-record";
import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { findingsOf } from "@/core/visit-findings";

/** What has changed since the routine visit before: new, still out, in order now. */
export function VisitDifference({
  visit: { scheme, draft },
  previous,
  locale,
}: {
  visit: RecordedVisit;
  previous: { visitedOn: IsoDate; out: readonly string[] } | null;
  locale: Locale;
}) {
  const t = useTranslations("visit.difference");
  if (scheme.checklist.length === 0) return null;
  if (!previous) return <p className="mt-6 text-soft">{t("none")}</p>;
  const now = findingsOf(draft, scheme).flatMap(({ code }) => (code === null ? [] : [code]));
  const groups = {
    new: now.filter((code) => !previous.out.includes(code)),
    still: now.filter((code) => previous.out.includes(code)),
    gone: previous.out.filter((code) => !now.includes(code)),
  };
  return (
    <Section id="difference" title={t("title", { date: formatDate(locale, previous.visitedOn) })}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        {(["new", "still", "gone"] as const).map((group) => (
          <div key={group} className="contents">
            <dt className="font-medium">{t(group)}</dt>
            <dd>{groups[group].map(textOf).join("; ") || "–"}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );

  function textOf(code: string): string {
    const item = scheme.checklist.find((one) => one.code === code);
    return `${code} ${item?.text[locale] ?? ""}`.trim();
  }
}
