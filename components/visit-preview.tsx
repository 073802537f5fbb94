"use client";
import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { RatingReasons } from "@/components/rating-reasons";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import type { Preview } from "@/core/preview-visit";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { draftInputs, findingsOf } from "@/core/visit-findings";

/** What the form comes to so far: the mark, the word, how many findings, and why. */
export function VisitPreview({
  preview: { rated, missing },
  draft,
  scheme,
  place,
  locale,
}: {
  preview: Preview;
  draft: VisitDraft;
  scheme: Scheme;
  /** Where the visit is: on a phone the heading is soon out of sight. */
  place: { name: string; language: string };
  locale: Locale;
}) {
  const t = useTranslations("visit");
  const found = findingsOf(draft, scheme).length;
  const open = missing.filter(
    ({ kind }) => kind === "item" || kind === "input" || kind === "nothing",
  );
  const untouched = open.length;
  const outcome = scheme.outcomes[rated?.outcome ?? ""];
  const word = outcome
    ? outcomeText({ symbol: outcome.symbol ?? null, word: outcome.word[locale] })
    : null;
  return (
    <details>
      <summary className="flex min-h-11 items-center gap-3">
        <Mark standing={rated && untouched === 0 ? rated.standing : "pending"} size={36} />
        <span className="min-w-0 grow leading-5">
          <span className="block font-semibold">
            {rated ? t("soFar", { word: word ?? t(`unrated`) }) : t("notRated")}
          </span>
          <span className="flex gap-2 text-soft text-sm tabular-nums">
            <span className="truncate" lang={place.language} dir="auto">
              {place.name}
            </span>
            <span className="flex-none">{t("counts", { found, untouched })}</span>
          </span>
        </span>
        {rated && <span className="arrow text-accent text-sm">{t("why")}</span>}
      </summary>
      {rated && (
        <div className="max-h-[50dvh] overflow-y-auto pb-3">
          <RatingReasons
            scheme={scheme}
            inputs={draftInputs(draft, scheme)}
            rated={rated}
            locale={locale}
          />
        </div>
      )}
    </details>
  );
}
