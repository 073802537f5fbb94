import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { SchemeOutcome } from "@/components/scheme-outcome";
import type { Locale } from "@/core/locale";
import { standingOfResult } from "@/core/rate";
import { conditionPhrase, derivationPhrase } from "@/core/reason-phrase";
import type { Scheme } from "@/core/scheme";

/** The rules in plain words, in the order in which they decide. */
export function SchemeRules({ scheme, locale }: { scheme: Scheme; locale: Locale }) {
  const t = useTranslations("scheme");
  const why = useTranslations("why");
  const speech = { scheme, locale, t: why };
  return (
    <>
      <p className="measure mb-3">{t("ruleIntro")}</p>
      <ol>
        {scheme.rules.map((rule) => {
          const outcome = "outcome" in rule ? rule.outcome : null;
          const known = outcome === null ? undefined : scheme.outcomes[outcome];
          return (
            <li
              key={rule.id}
              className="grid gap-x-6 border-hairline border-t py-2 md:grid-cols-[2fr_3fr]"
            >
              <SchemeOutcome
                scheme={scheme}
                outcome={outcome}
                standing={standingOfResult(rule, scheme)}
                locale={locale}
              />
              <div>
                <p>{conditionPhrase(rule.when, speech)}</p>
                {known?.meaning && <p className="text-soft text-sm">{known.meaning[locale]}</p>}
                {known?.revisitDays !== undefined && (
                  <p className="text-soft text-sm">
                    {known.revisitDays === null
                      ? t("revisitNull")
                      : t("revisit", { days: known.revisitDays })}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {Object.keys(scheme.derived).length > 0 && (
        <div className="mt-6 max-w-3xl">
          <h3 className="mb-1 font-semibold">{t("derived")}</h3>
          <Facts
            facts={Object.values(scheme.derived).map((derivation) => ({
              name: derivation.label[locale],
              value: derivationPhrase(derivation, speech, t),
            }))}
          />
        </div>
      )}
    </>
  );
}
