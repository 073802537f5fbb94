import {
  formatChoice,
  formatDate,
  formatList,
  formatNumber,
  isolated,
  joinClauses,
  joinSentences,
} from "@/core/format";
import type { Change } from "@/core/improve";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import { OPPOSITE, partsOf, type Rated, type Test } from "@/core/rate";
import type { Comparison, Condition, Derivation, Scheme } from "@/core/scheme";
import type { Value } from "@/core/scheme-values";

/** The interface's messages for reasons and advice. */
export type ReasonWords = (
  key:
    | `is.${Test["test"]}`
    | `needs.${Test["test"]}`
    | `if.${Test["test"] | "some"}`
    | "always"
    | "missed"
    | "wasCorrected"
    | "none"
    | "anyOf"
    | "change.value"
    | "change.corrected"
    | "change.absent"
    | "yes"
    | "no"
    | "scored"
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

/** All that decided, one after the other: what held, and what the next better result needed. */
export function reasonsPhrase({ met, missed }: Rated, speech: Speech): string {
  const { scheme, locale, t } = speech;
  const reasons = met.map((test) => reasonPhrase(test, speech));
  if (!missed) return joinClauses(locale, reasons);
  const { symbol = null, word } = scheme.outcomes[missed.outcome] ?? {};
  const outcome = outcomeText({ symbol, word: word?.[locale] ?? missed.outcome });
  const needs = missed.tests.map((test) => needPhrase(test, speech));
  const said = joinSentences(locale, [t("missed", { outcome }), joinClauses(locale, needs)]);
  return joinClauses(locale, [...reasons, said]);
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
    if (parts.length === 1) return texts.join("");
    const { locale, t } = speech;
    if (areAll) return isInner ? `(${formatList(locale, texts)})` : formatList(locale, texts);
    const list = formatChoice(locale, texts);
    return isInner ? `(${list})` : t("anyOf", { list });
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
  if (words && typeof value !== "number") return isolated(locale, words[locale]);
  if (typeof value === "string") {
    return input && "date" in input ? formatDate(locale, value) : isolated(locale, value);
  }
  const number = formatNumber(locale, value);
  if (words) return t("scored", { number, word: isolated(locale, words[locale]) });
  const unit = input && "number" in input ? input.number.unit : null;
  return unit ? `${number} ${unit[locale]}` : number;
}

/** The interface's messages for how derived values are worked out. */
type DerivationWords = (
  key: `derive.${"max" | "min" | "count" | "countOpen" | "countCorrected" | "days" | "months" | "lookup" | "mean"}`,
  values: Record<string, string | number>,
) => string;

/** "5 × late returns + 3 × late accounts": how a derived value comes from others. */
export function derivationPhrase(
  derivation: Derivation,
  { scheme, locale, t: why }: Speech,
  t: DerivationWords,
): string {
  const label = (name: string) =>
    (scheme.inputs[name] ?? scheme.derived[name])?.label[locale] ?? name;
  const labels = (names: readonly string[]) => formatList(locale, names.map(label));
  if ("sum" in derivation) {
    return derivation.sum
      .map((term) => {
        const [times, name] = typeof term === "string" ? [1, term] : term;
        const size = Math.abs(times) === 1 ? "" : `${formatNumber(locale, Math.abs(times))} × `;
        return `${times < 0 ? "−" : "+"} ${size}${label(name)}`;
      })
      .join(" ")
      .replace(/^\+ /, "");
  }
  if ("product" in derivation) return derivation.product.map(label).join(" × ");
  if ("max" in derivation) return t("derive.max", { names: labels(derivation.max) });
  if ("min" in derivation) return t("derive.min", { names: labels(derivation.min) });
  if ("count" in derivation) {
    const { of, severity, corrected } = derivation.count;
    const input = scheme.inputs[of];
    const known = input && "findings" in input ? input.findings : {};
    const severities = formatChoice(
      locale,
      (severity ?? Object.keys(known)).map((one) => known[one]?.[locale] ?? one),
    );
    const which = corrected === undefined ? "count" : corrected ? "countCorrected" : "countOpen";
    return t(`derive.${which}`, { severities });
  }
  if ("days_between" in derivation || "months_between" in derivation) {
    const isDays = "days_between" in derivation;
    const [from, to] = isDays ? derivation.days_between : derivation.months_between;
    return t(isDays ? "derive.days" : "derive.months", { from: label(from), to: label(to) });
  }
  if ("lookup" in derivation) {
    const { of, table } = derivation.lookup;
    const pairs = Object.entries(table).map(
      ([key, value]) =>
        `${valueText(of, key, { scheme, locale, t: why })} → ${formatNumber(locale, value)}`,
    );
    return t("derive.lookup", { name: label(of), pairs: pairs.join(" · ") });
  }
  const { of, count } = derivation.mean_of_last;
  return t("derive.mean", { name: label(of), count });
}
