import { useTranslations } from "next-intl";
import type { VisitFormContext } from "@/components/visit-form-context";
import { VisitItem } from "@/components/visit-item";
import { grouped } from "@/core/grouped";
import { markOf } from "@/core/visit-findings";

/** The checklist by its sections, each with how far it is. */
export function VisitChecklist({ visit, comments, photos, previous, locale }: VisitFormContext) {
  const t = useTranslations("visit");
  const { scheme, draft } = visit;
  const severities = severityWords();
  const sections = grouped(scheme.checklist, (item) => item.section?.[locale] ?? "");
  return [...sections].map(([title, items], at) => (
    <section key={title} aria-labelledby={`section-${at}`} className="mt-8">
      <h2 id={`section-${at}`} className="flex items-baseline justify-between gap-4 pb-2">
        <span className="font-semibold text-lg">{title || t("checklist")}</span>
        <span
          className="text-soft text-sm tabular-nums"
          data-progress={items.map(({ code }) => code).join(" ")}
          data-words={progressText(items, "%done%")}
        >
          {progressText(items, String(items.filter(isMarked).length))}
        </span>
      </h2>
      {items.map((item) => (
        <VisitItem
          key={item.code}
          item={item}
          entry={draft.items[item.code]}
          severity={severities[item.severity] ?? item.severity}
          comments={comments[item.code] ?? []}
          before={foundBefore(item.code)}
          photos={{ visitId: visit.id, hashes: photos[item.code] ?? [] }}
          locale={locale}
        />
      ))}
    </section>
  ));

  function isMarked(item: (typeof scheme.checklist)[number]) {
    return markOf(item, draft.items[item.code]) !== null;
  }

  function foundBefore(code: string) {
    const finding = previous?.found.find((one) => one.code === code);
    return previous && finding ? { visitedOn: previous.visitedOn, finding } : null;
  }

  function progressText(items: readonly unknown[], done: string) {
    return t("progress", { done, all: items.length });
  }

  function severityWords(): Record<string, string> {
    const input = Object.values(scheme.inputs).find((one) => "findings" in one);
    if (!input || !("findings" in input)) return {};
    return Object.fromEntries(
      Object.entries(input.findings).map(([severity, words]) => [severity, words[locale]]),
    );
  }
}
