import type { Input, Inputs, Scheme } from "@/core/scheme";
import { givenFindings } from "@/core/scheme-values";

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
export function readInputs(
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
  return readInput(text, input);
}

/** The value of an input that a text means; the text itself where it means none. */
export function readInput(text: string, input: Input): unknown {
  if ("choice" in input) return input.choice.find((one) => `${one}` === text) ?? text;
  if ("boolean" in input) return text === "true" ? true : text === "false" ? false : text;
  if ("number" in input) return readNumber(text);
  if (!("series" in input)) return text;
  const numbers = asciiDigits(text)
    .split(/[\s,;،、]+/)
    .filter(Boolean)
    .map(readNumber);
  return numbers.every((one) => typeof one === "number") ? numbers : text;
}

/** The number that a text is, with a point or a comma, in digits of any of our scripts; else it. */
export function readNumber(text: string): number | string {
  const plain = asciiDigits(text).replace(",", ".").replace("−", "-");
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
}

/** Digits, points and commas of other scripts as those that numbers are read by. */
function asciiDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll("\u066b", ".");
}

/** What a form shows for inputs: the text of each of its fields. */
export function formValues(scheme: Scheme, inputs: Inputs): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(scheme.inputs)) {
    const value = inputs[name];
    if ("findings" in input) {
      for (const severity of Object.keys(input.findings)) {
        for (const corrected of [false, true]) {
          const same = givenFindings(inputs, name).filter(
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
