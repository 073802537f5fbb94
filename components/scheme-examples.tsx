import { useTranslations } from "next-intl";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { formatList } from "@/core/format";
import type { Locale } from "@/core/locale";
import { standingOfResult } from "@/core/rate";
import { type Speech, valueText } from "@/core/reason-phrase";
import type { Example, Scheme } from "@/core/scheme";
import { findingsOf } from "@/core/scheme-values";

/** Worked examples; the tests hold the engine to the same ones. */
export function SchemeExamples({ scheme, locale }: { scheme: Scheme; locale: Locale }) {
  const speech = { scheme, locale, t: useTranslations("why") };
  return (
    <ol className="max-w-3xl">
      {scheme.examples.map((example) => {
        const outcome = "outcome" in example ? example.outcome : null;
        return (
          <li
            key={JSON.stringify(example)}
            className="grid items-start gap-x-6 border-hairline border-t py-2 md:grid-cols-[3fr_2fr]"
          >
            <span>{inputsText(example, speech)}</span>
            <SchemeOutcome
              scheme={scheme}
              outcome={outcome}
              standing={standingOfResult(example, scheme)}
              locale={locale}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** What differs from the first example says enough where there are many inputs. */
const TOLD_MAX = 6;

function inputsText({ inputs }: Example, speech: Speech): string {
  const { scheme, locale, t } = speech;
  const [first] = scheme.examples;
  const names = Object.keys(scheme.inputs).filter((name) => inputs[name] !== undefined);
  const changed = names.filter((name) => inputs[name] !== first?.inputs[name]);
  const isMany = names.length > TOLD_MAX;
  const told =
    isMany && changed.length > 0 ? changed : names.slice(0, isMany ? TOLD_MAX : undefined);
  return formatList(
    locale,
    told.map((name) =>
      t("is.is", { name: scheme.inputs[name]?.label[locale] ?? name, value: text(name) }),
    ),
  );

  function text(name: string): string {
    const value = inputs[name];
    const input = scheme.inputs[name];
    if (!Array.isArray(value)) return valueText(name, value ?? null, speech);
    if (!input || !("findings" in input)) return value.join(", ") || "0";
    const findings = findingsOf(inputs, name);
    if (findings.length === 0) return "0";
    return findings
      .map(({ severity, corrected }) => {
        const word = input.findings[severity]?.[locale] ?? severity;
        return corrected ? t("wasCorrected", { severity: word }) : word;
      })
      .join(", ");
  }
}
