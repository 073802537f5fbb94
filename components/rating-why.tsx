import { useTranslations } from "next-intl";
import { RatingReasons } from "@/components/rating-reasons";
import { inputsBehind } from "@/core/inputs-behind";
import type { Finding, IssuedRating } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import type { Scheme } from "@/core/scheme";

/** Why a rating of the board is what it is, as far as its source says what it rests on. */
export function RatingWhy({
  scheme,
  rating,
  findings,
  locale,
}: {
  scheme: Scheme;
  rating: IssuedRating;
  /** What was found on the visit that the rating results from; null where nothing is published. */
  findings: readonly Finding[] | null;
  locale: Locale;
}) {
  const t = useTranslations("why");
  const page = useTranslations("scheme");
  const inputs = inputsBehind(scheme, rating, findings);
  const rated = inputs && rate(inputs, scheme);
  if (!inputs || !rated?.ok) {
    const isOdd = rated && !rated.ok && rated.refused.some(({ kind }) => kind !== "missing");
    return <p className="mt-4 text-soft text-sm">{t(isOdd ? "refused" : "unknown")}</p>;
  }
  if (rated.outcome !== rating.outcome) {
    return <p className="measure mt-4">{t("differs")}</p>;
  }
  const revisitDays = scheme.outcomes[rated.outcome ?? ""]?.revisitDays;
  const isGreen = rated.standing === "green";
  return (
    <div className="measure mt-4">
      {inputs !== rating.inputs && <p>{t("published")}</p>}
      <RatingReasons scheme={scheme} inputs={inputs} rated={rated} locale={locale} />
      {!isGreen && (
        <p className="mt-3">
          {revisitDays === null && `${page("revisitNull")} `}
          {typeof revisitDays === "number" && `${page("revisit", { days: revisitDays })} `}
          {t("newVisit")}
        </p>
      )}
    </div>
  );
}
