import type { Input, Inputs, Scheme } from "@/core/scheme";
import { findingsOf } from "@/core/scheme-values";

/** The names of a form's fields for the findings of one severity, corrected on site or not. */
export function findingField(input: string, severity: string, corrected: boolean): string {
  return `${input}.${severity}.${corrected ? "corrected" : "open"}`;
}

/** More of one kind than anybody would try. */
export const FINDINGS_MAX = 50;

/**
 * The inputs that a filled form or its address means, as `rate` takes them: what is left out or
 * makes no sense stays as it is for `rate` to refuse. Null where nothing was filled in.
 */
export function readForm(
  scheme: Scheme,
  given: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> | null {
  const inputs = Object.entries(scheme.inputs).map(
    ([name, input]) => [name, readField(name, input, given)] as const,
  );
  const isFilled = Object.keys(given).some((name) =>
    Object.hasOwn(scheme.inputs, name.split(".")[0] ?? ""),
  );
  return isFilled ? Object.fromEntries(inputs.filter(([, value]) => value !== undefined)) : null;
}

function readField(
  name: string,
  input: Input,
  given: Readonly<Record<string, string | undefined>>,
): unknown {
  if ("findings" in input) {
    return Object.keys(input.findings).flatMap((severity) =>
      [false, true].flatMap((corrected) => {
        const count = Number(given[findingField(name, severity, corrected)] ?? 0);
        const length = Number.isInteger(count) ? Math.min(Math.max(count, 0), FINDINGS_MAX) : 0;
        return Array.from({ length }, () => ({ severity, corrected }));
      }),
    );
  }
  const text = given[name]?.trim();
  if (!text) return "series" in input && text !== undefined ? [] : undefined;
  if ("choice" in input) return input.choice.find((one) => `${one}` === text) ?? text;
  if ("boolean" in input) return text === "true" ? true : text === "false" ? false : text;
  if ("series" in input)
    return asciiDigits(text)
      .split(/[\s,;،、]+/)
      .map(Number);
  return "date" in input ? text : Number(text);
}

/** Digits and commas of other scripts as those that numbers are read by. */
function asciiDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

/** What a form shows for inputs: the text of each of its fields. */
export function formValues(scheme: Scheme, inputs: Inputs): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(scheme.inputs)) {
    const value = inputs[name];
    if ("findings" in input) {
      for (const severity of Object.keys(input.findings)) {
        for (const corrected of [false, true]) {
          const same = findingsOf(inputs, name).filter(
            (one) => one.severity === severity && one.corrected === corrected,
          );
          values[findingField(name, severity, corrected)] = String(same.length);
        }
      }
    } else if (value !== undefined)
      values[name] = Array.isArray(value) ? value.join(", ") : `${value}`;
  }
  return values;
}
