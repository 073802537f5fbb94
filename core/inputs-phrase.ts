import { formatList } from "@/core/format";
import { type Speech, valueText } from "@/core/reason-phrase";
import type { Inputs } from "@/core/scheme";
import { givenFindings } from "@/core/scheme-values";

/** Inputs in words, those of the names alone: "Hygiene: 5 and structure: 0". */
export function inputsPhrase(
  inputs: Inputs,
  speech: Speech,
  names: readonly string[] = Object.keys(inputs),
): string {
  const { scheme, locale, t } = speech;
  return formatList(
    locale,
    names.map((name) => {
      const label = scheme.inputs[name]?.label[locale] ?? name;
      return t("is.is", { name: label, value: givenText(name, inputs, speech) });
    }),
  );
}

function givenText(name: string, inputs: Inputs, speech: Speech): string {
  const { scheme, locale, t } = speech;
  const value = inputs[name];
  const input = scheme.inputs[name];
  if (!Array.isArray(value)) return valueText(name, value ?? null, speech);
  if (value.length === 0) return t("none");
  if (!input || !("findings" in input)) return value.join(" · ");
  return givenFindings(inputs, name)
    .map(({ severity, corrected }) => {
      const word = input.findings[severity]?.[locale] ?? severity;
      return corrected ? t("wasCorrected", { severity: word }) : word;
    })
    .join(" · ");
}
