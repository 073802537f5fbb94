import { useTranslations } from "next-intl";
import { type Improvement, improve } from "@/core/improve";
import { inputsBehind } from "@/core/inputs-behind";
import type { Finding, IssuedRating } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import { rate } from "@/core/rate";
import { changePhrase, needPhrase, reasonPhrase } from "@/core/reason-phrase";
import type { Scheme } from "@/core/scheme";

/** More ways than this to the same colour help nobody. */
const WAYS_MAX = 6;

/** Why a rating came out as it did and what would make it better, by the scheme's own rules. */
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
  const inputs = inputsBehind(scheme, rating, findings);
  const rated = inputs && rate(inputs, scheme);
  if (!inputs || !rated?.ok) return <p className="mt-4 text-soft text-sm">{t("unknown")}</p>;
  if (rated.outcome !== rating.outcome) {
    return <p className="measure mt-4">{t("differs")}</p>;
  }
  const speech = { scheme, locale, t };
  const { met, missed } = rated;
  const { next, best } = improve(inputs, scheme);
  return (
    <section className="measure mt-4">
      <h3 className="font-semibold">{t("title")}</h3>
      {met.length > 0 ? (
        <Points texts={met.map((test) => reasonPhrase(test, speech))} />
      ) : (
        !missed && <p className="mt-1">{t("rest")}</p>
      )}
      {missed && (
        <>
          <p className="mt-1">{t("missed", { outcome: wordOf(missed.outcome) })}</p>
          <Points texts={missed.tests.map((test) => needPhrase(test, speech))} />
        </>
      )}
      {[next, best].map(
        (better) =>
          better && (
            <div key={better.colour}>
              <h3 className="mt-3 font-semibold">{t("better", { colour: t(better.colour) })}</h3>
              {better.ways.length > 1 && <p className="mt-1">{t("ways")}</p>}
              <Points texts={better.ways.slice(0, WAYS_MAX).map(wayText)} />
            </div>
          ),
      )}
    </section>
  );

  function wordOf(outcome: string): string {
    const { symbol = null, word } = scheme.outcomes[outcome] ?? {};
    return outcomeText({ symbol, word: word?.[locale] ?? outcome });
  }

  function wayText({ changes }: Improvement): string {
    return changes.map((change) => changePhrase(change, speech)).join("; ");
  }
}

function Points({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="mt-1 list-disc ps-5">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
