import type { Condition, Derivation, Input, Scheme } from "@/core/scheme";

/** What a rule of a scheme looks at, in its order: the named values and not what they were. */
export function inputsOfRule(scheme: Scheme, id: string): (Input | Derivation)[] {
  const rule = scheme.rules.find((one) => one.id === id);
  const names = new Set(rule ? namesIn(rule.when) : []);
  return [...names].flatMap((name) => scheme.inputs[name] ?? scheme.derived[name] ?? []);
}

function namesIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(namesIn);
  if ("any" in condition) return condition.any.flatMap(namesIn);
  if ("not" in condition) return namesIn(condition.not);
  if ("missing" in condition) return [condition.missing];
  return Object.values(condition).map(([name]) => name);
}
