import { useTranslations } from "next-intl";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { formatList } from "@/core/format";
import type { Locale } from "@/core/locale";
import { type Speech, valueText } from "@/core/reason-phrase";
import type { Example, Scheme } from "@/core/scheme";
import { findingsOf } from "@/core/scheme-values";

/** Worked examples; the tests hold the engine to the same ones. */
export function SchemeExamples({ scheme, locale }: { scheme: Scheme; locale: Locale }) {
  const t = useTranslations("scheme");
  const speech = { scheme, locale, t: useTranslations("why") };
  return (
    <table className="w-full max-w-3xl text-start">
      <thead>
        <tr className="text-soft text-sm">
          <th scope="col" className="py-1 text-start font-normal">
            {t("exampleInputs")}
          </th>
          <th scope="col" className="py-1 ps-4 text-start font-normal">
            {t("outcome")}
          </th>
        </tr>
      </thead>
      <tbody>
        {scheme.examples.map((example) => {
          const outcome = "outcome" in example ? example.outcome : null;
          const colour = outcome === null ? undefined : scheme.outcomes[outcome]?.colour;
          const standing = "unrated" in example ? example.unrated : (colour ?? "unpublished");
          return (
            <tr key={JSON.stringify(example)} className="border-hairline border-t align-top">
              <td className="py-1.5">{inputsText(example, speech)}</td>
              <td className="py-1.5 ps-4">
                <SchemeOutcome
                  scheme={scheme}
                  outcome={outcome}
                  standing={standing}
                  locale={locale}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
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
