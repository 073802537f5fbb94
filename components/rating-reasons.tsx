import { useTranslations } from "next-intl";
import { joinClauses } from "@/core/format";
import { type Improvement, improve } from "@/core/improve";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import type { Rated } from "@/core/rate";
import { changePhrase, needPhrase, reasonPhrase } from "@/core/reason-phrase";
import type { Inputs, Scheme } from "@/core/scheme";

/** More ways than this to the same colour help nobody. */
const WAYS_MAX = 6;

/** Why inputs came out as they did and what would make it better, by the scheme's own rules. */
export function RatingReasons({
  scheme,
  inputs,
  rated,
  locale,
}: {
  scheme: Scheme;
  inputs: Inputs;
  rated: Rated;
  locale: Locale;
}) {
  const t = useTranslations("why");
  const speech = { scheme, locale, t };
  const { met, missed } = rated;
  const { next, best } = improve(inputs, scheme);
  return (
    <div className="measure mt-4">
      <h3 className="font-semibold">{t("title")}</h3>
      {missed && (
        <>
          <p className="mt-1">{t("missed", { outcome: wordOf(missed.outcome) })}</p>
          <Points texts={missed.tests.map((test) => needPhrase(test, speech))} />
        </>
      )}
      {met.length > 0 ? (
        <>
          {missed && <p className="mt-1">{t("met", { outcome: wordOf(rated.outcome ?? "") })}</p>}
          <Points texts={met.map((test) => reasonPhrase(test, speech))} />
        </>
      ) : (
        !missed && <p className="mt-1">{t("rest")}</p>
      )}
      {[next, best].map(
        (better) =>
          better && (
            <div key={better.colour}>
              <h3 className="mt-3 font-semibold">{t("better", { colour: t(better.colour) })}</h3>
              {better.ways.length > 1 && <p className="mt-1">{t("ways")}</p>}
              <Points texts={better.ways.slice(0, WAYS_MAX).map(wayText)} />
              {better.ways.length === 1 && <p className="mt-1 text-soft text-sm">{t("way")}</p>}
            </div>
          ),
      )}
    </div>
  );

  function wordOf(outcome: string): string {
    const { symbol = null, word } = scheme.outcomes[outcome] ?? {};
    return outcomeText({ symbol, word: word?.[locale] ?? outcome });
  }

  function wayText({ changes }: Improvement): string {
    return joinClauses(
      locale,
      changes.map((change) => changePhrase(change, speech)),
    );
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
