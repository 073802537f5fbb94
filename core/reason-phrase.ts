import { formatDate, formatNumber, isolated } from "@/core/format";
import type { Change } from "@/core/improve";
import type { Locale } from "@/core/locale";
import type { Test } from "@/core/rate";
import type { Scheme } from "@/core/scheme";
import type { Value } from "@/core/scheme-values";

/** The interface's messages for reasons and advice. */
type ReasonWords = (
  key:
    | `is.${Test["test"]}`
    | `needs.${Test["test"]}`
    | "change.value"
    | "change.corrected"
    | "change.absent"
    | "yes"
    | "no"
    | "notKnown",
  values?: Record<string, string | number>,
) => string;

interface Speech {
  scheme: Scheme;
  locale: Locale;
  t: ReasonWords;
}

/** "Total of the scores: 25, at most 30": a comparison that held. */
export function reasonPhrase(test: Test, speech: Speech): string {
  // That two are more than none goes without saying.
  const isAny = test.test === "gt" && test.limit === 0;
  return speech.t(`is.${isAny ? "is" : test.test}`, partsOf(test, speech));
}

/** "Total of the scores at most 20; it is 25": one that did not hold, as what it asks for. */
export function needPhrase(test: Test, speech: Speech): string {
  return speech.t(`needs.${test.test}`, partsOf(test, speech));
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

function partsOf({ name, limit, value }: Test, speech: Speech) {
  const { scheme, locale } = speech;
  const label = (scheme.inputs[name] ?? scheme.derived[name])?.label[locale] ?? name;
  return {
    name: label,
    limit: valueText(name, limit, speech),
    value: valueText(name, value, speech),
  };
}

/** A value as the reader's language writes it: a choice in its words, a day as a date. */
function valueText(name: string, value: Value, { scheme, locale, t }: Speech): string {
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
