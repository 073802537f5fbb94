import type { Comparison, Condition, Inputs, Rule, Scheme } from "@/core/scheme";
import { parseInputs, type RefusedInput } from "@/core/scheme-inputs";
import { type Look, type Value, valuesOf } from "@/core/scheme-values";
import type { Standing, UnratedState } from "@/core/standing";

/** One comparison that decided, with the value it was made with; null where that is unknown. */
export interface Test {
  name: string;
  test: "lt" | "lte" | "gt" | "gte" | "is" | "is-not" | "missing" | "known";
  limit: Value;
  value: Value;
}

/** What a scheme says of inputs, and why (DESIGN §10). */
export interface Rated {
  /** Null where the rule gives no colour. */
  outcome: string | null;
  standing: Standing;
  /** The id of the first rule that holds. */
  rule: string;
  /** What made this rule hold; empty for the rule that takes all the rest. */
  met: Test[];
  /** What kept the nearest better rule before it from holding; null where none comes before. */
  missed: { rule: string; outcome: string; tests: Test[] } | null;
}

/**
 * Rates inputs under a scheme: one outcome or one unrated state with its reasons, or what is wrong
 * with the inputs. Pure and without a clock; the order of findings never matters.
 */
export function rate(
  given: Readonly<Record<string, unknown>>,
  scheme: Scheme,
): ({ ok: true } & Rated) | { ok: false; refused: RefusedInput[] } {
  const parsed = parseInputs(given, scheme);
  return parsed.ok ? { ok: true, ...rateParsed(parsed.inputs, scheme) } : parsed;
}

/** The rule that decides on inputs that are known to be the scheme's: the rating without reasons. */
export function decide(inputs: Inputs, scheme: Scheme): Rule {
  return firstRule(valuesOf(inputs, scheme), scheme).rule;
}

function firstRule(look: Look, scheme: Scheme): { at: number; rule: Rule } {
  const at = scheme.rules.findIndex(({ when }) => holds(when, look));
  const rule = scheme.rules[at];
  // A scheme is loaded only where some rule holds for whatever is given.
  if (!rule) throw new Error(`No rule of ${scheme.id}@${scheme.version} holds.`);
  return { at, rule };
}

/** The same for inputs that are known to be the scheme's. */
export function rateParsed(inputs: Inputs, scheme: Scheme): Rated {
  const look = valuesOf(inputs, scheme);
  const { at, rule } = firstRule(look, scheme);
  return {
    outcome: "outcome" in rule ? rule.outcome : null,
    standing: standingOfResult(rule, scheme),
    rule: rule.id,
    met: testsOf(rule.when, look, true),
    missed: missedBefore(at, scheme, look),
  };
}

/** The colour of what a rule or an example gives, or the state in its place. */
export function standingOfResult(
  rule: { outcome: string } | { unrated: UnratedState },
  scheme: Scheme,
): Standing {
  if ("unrated" in rule) return rule.unrated;
  const outcome = scheme.outcomes[rule.outcome];
  if (!outcome) throw new Error(`${scheme.id}@${scheme.version} has no outcome ${rule.outcome}.`);
  return outcome.colour;
}

function missedBefore(at: number, scheme: Scheme, look: Look): Rated["missed"] {
  const own = scheme.rules[at];
  // Of a state without a colour only green is better for sure.
  const rank =
    own && "outcome" in own ? (scheme.outcomes[own.outcome]?.rank ?? 0) : Number.POSITIVE_INFINITY;
  for (let before = at - 1; before >= 0; before -= 1) {
    const rule = scheme.rules[before];
    if (!rule || !("outcome" in rule)) continue;
    const better = scheme.outcomes[rule.outcome];
    if (!better || better.rank >= rank) continue;
    if (own && "unrated" in own && better.colour !== "green") continue;
    // Of alternatives no single one was needed.
    if (hasChoice(rule.when)) return null;
    return { rule: rule.id, outcome: rule.outcome, tests: testsOf(rule.when, look, false) };
  }
  return null;
}

/** Whether a condition can be met in more than one way. */
function hasChoice(condition: Condition, isNegated = false): boolean {
  if ("not" in condition) return hasChoice(condition.not, !isNegated);
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  const isChoice = "any" in condition !== isNegated && ("any" in condition || "all" in condition);
  return (isChoice && parts.length > 1) || parts.some((part) => hasChoice(part, isNegated));
}

const HOLDS = {
  lt: (value: number, limit: number) => value < limit,
  lte: (value: number, limit: number) => value <= limit,
  gt: (value: number, limit: number) => value > limit,
  gte: (value: number, limit: number) => value >= limit,
};

/** Whether a condition holds; a comparison with what is unknown never does. */
export function holds(condition: Condition, look: Look): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, look));
  if ("any" in condition) return condition.any.some((one) => holds(one, look));
  if ("not" in condition) return !holds(condition.not, look);
  if ("missing" in condition) return look(condition.missing) === null;
  return compares(condition, look);
}

function compares(comparison: Comparison, look: Look): boolean {
  const { test, name, limit } = partsOf(comparison);
  const value = look(name);
  if (test === "is") return value === limit;
  return typeof value === "number" && typeof limit === "number" && HOLDS[test](value, limit);
}

/** A comparison's name, test and limit. */
export function partsOf(comparison: Comparison) {
  for (const test of ["lt", "lte", "gt", "gte"] as const) {
    const operands = (comparison as Partial<Record<typeof test, [string, number]>>)[test];
    if (operands) return { test, name: operands[0], limit: operands[1] };
  }
  const [name, limit] = (comparison as { is: [string, string | number | boolean] }).is;
  return { test: "is" as const, name, limit };
}

/** How a test reads that must not hold. */
export const OPPOSITE = {
  lt: "gte",
  lte: "gt",
  gt: "lte",
  gte: "lt",
  is: "is-not",
  missing: "known",
} as const;

/** The comparisons of a condition that hold, or those that do not; as they read without `not`. */
function testsOf(condition: Condition, look: Look, isMet: boolean, isNegated = false): Test[] {
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : null;
  if (parts) {
    return parts
      .filter((part) => (holds(part, look) !== isNegated) === isMet)
      .flatMap((part) => testsOf(part, look, isMet, isNegated));
  }
  if ("not" in condition) return testsOf(condition.not, look, isMet, !isNegated);
  const { test, name, limit } =
    "missing" in condition
      ? { test: "missing" as const, name: condition.missing, limit: null }
      : partsOf(condition as Comparison);
  return [{ name, test: isNegated ? OPPOSITE[test] : test, limit, value: look(name) }];
}
