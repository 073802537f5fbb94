import { formatChoice, formatDate, formatList, formatNumber, isolated } from "@/core/format";
import type { Change } from "@/core/improve";
import type { Locale } from "@/core/locale";
import { OPPOSITE, partsOf, type Test } from "@/core/rate";
import type { Comparison, Condition, Scheme } from "@/core/scheme";
import type { Value } from "@/core/scheme-values";

/** The interface's messages for reasons and advice. */
type ReasonWords = (
  key:
    | `is.${Test["test"]}`
    | `needs.${Test["test"]}`
    | `if.${Test["test"] | "some"}`
    | "always"
    | "wasCorrected"
    | "change.value"
    | "change.corrected"
    | "change.absent"
    | "yes"
    | "no"
    | "notKnown",
  values?: Record<string, string | number>,
) => string;

export interface Speech {
  scheme: Scheme;
  locale: Locale;
  t: ReasonWords;
}

/** "Total of the scores: 25, at most 30": a comparison that held. */
export function reasonPhrase(test: Test, speech: Speech): string {
  // That two are more than none goes without saying.
  const isAny = test.test === "gt" && test.limit === 0;
  return speech.t(`is.${isAny ? "is" : test.test}`, wordsOf(test, speech));
}

/** "Total of the scores at most 20; it is 25": one that did not hold, as what it asks for. */
export function needPhrase(test: Test, speech: Speech): string {
  return speech.t(`needs.${test.test}`, wordsOf(test, speech));
}

/** A rule's condition in plain words: "total at most 15 and highest single score at most 5". */
export function conditionPhrase(
  condition: Condition,
  speech: Speech,
  isNegated = false,
  isInner = false,
): string {
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : null;
  if (parts) {
    if (parts.length === 0) return speech.t("always");
    const texts = parts.map((part) => conditionPhrase(part, speech, isNegated, parts.length > 1));
    const areAll = "all" in condition !== isNegated;
    const text = (areAll ? formatList : formatChoice)(speech.locale, texts);
    return isInner && parts.length > 1 ? `(${text})` : text;
  }
  if ("not" in condition) return conditionPhrase(condition.not, speech, !isNegated, isInner);
  const { test, name, limit } =
    "missing" in condition
      ? { test: "missing" as const, name: condition.missing, limit: null }
      : partsOf(condition as Comparison);
  const read = isNegated ? OPPOSITE[test] : test;
  const isAny = read === "gt" && limit === 0;
  return speech.t(
    `if.${isAny ? "some" : read}`,
    wordsOf({ name, test: read, limit, value: null }, speech),
  );
}

/** "Hygiene 5 instead of 10", or what is to become of findings. */
export function changePhrase(change: Change, speech: Speech): string {
  const { scheme, locale, t } = speech;
  const input = scheme.inputs[change.input];
  const name = input?.label[locale] ?? change.input;
  if ("severity" in change) {
    const words = input && "findings" in input ? input.findings[change.severity] : null;
    const severity = words?.[locale] ?? change.severity;
    return t(`change.${change.to}`, { name, severity, count: change.count, of: change.of });
  }
  const say = (value: unknown) => valueText(change.input, value as Value, speech);
  return t("change.value", { name, from: say(change.from), to: say(change.to) });
}

function wordsOf({ name, limit, value }: Test, speech: Speech) {
  const { scheme, locale } = speech;
  const label = (scheme.inputs[name] ?? scheme.derived[name])?.label[locale] ?? name;
  return {
    name: label,
    limit: valueText(name, limit, speech),
    value: valueText(name, value, speech),
  };
}

/** A value as the reader's language writes it: a choice in its words, a day as a date. */
export function valueText(name: string, value: Value, { scheme, locale, t }: Speech): string {
  if (value === null) return t("notKnown");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  const input = scheme.inputs[name];
  const words = input && "choice" in input ? input.words?.[`${value}`] : null;
  if (words) return isolated(locale, words[locale]);
  if (typeof value === "string") {
    return input && "date" in input ? formatDate(locale, value) : isolated(locale, value);
  }
  const number = formatNumber(locale, value);
  const unit = input && "number" in input ? input.number.unit : null;
  return unit ? `${number} ${unit[locale]}` : number;
}
