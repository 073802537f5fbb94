import { holds, partsOf, rate } from "@/core/rate";
import {
  type Comparison,
  type Condition,
  FACES,
  type Input,
  type Rule,
  type Scheme,
  schemeSchema,
} from "@/core/scheme";
import { combinations, namesOf, sizeOf, valuesToTry } from "@/core/scheme-space";
import { valuesOf } from "@/core/scheme-values";

/** Where in a document something is wrong, such as `rules[2].when.all[0]`, and what. */
interface Flaw {
  path: string;
  reason: string;
}

export type LoadedScheme = { ok: true; scheme: Scheme } | { ok: false; flaw: Flaw };

/** So many combinations of inputs are tried to prove that some rule holds for each. */
const PROVEN_MAX = 200_000;

/**
 * Reads a scheme document (DESIGN §10). Refused, with the place of the flaw: what is not of the
 * form, names nothing, leaves inputs without a rule, has a rule that nothing reaches, or an
 * example that does not come out as it says.
 */
export function loadScheme(document: unknown): LoadedScheme {
  const parsed = schemeSchema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(pathText(issue?.path ?? []), issue?.message ?? "is not of the form");
  }
  const scheme = parsed.data;
  const flaw = flawOfNames(scheme) ?? flawOfRules(scheme) ?? flawOfExamples(scheme);
  return flaw ? { ok: false, flaw } : { ok: true, scheme };
}

function refuse(path: string, reason: string): LoadedScheme {
  return { ok: false, flaw: { path, reason } };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number"
        ? `${text}[${part}]`
        : text
          ? `${text}.${String(part)}`
          : String(part),
    "",
  );
}

function flawOfNames(scheme: Scheme): Flaw | null {
  return (
    flawOfDerived(scheme) ??
    flawOfRuleNames(scheme) ??
    flawOfOutcomes(scheme) ??
    flawOfItems(scheme)
  );
}

/** What a name stands for, as far as it matters where it may be used; null for unknown names. */
function kindOf(name: string, { inputs, derived }: Scheme) {
  if (Object.hasOwn(derived, name)) return "number";
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (!input) return null;
  if ("number" in input) return "number";
  if ("choice" in input) {
    return input.choice.every((one) => typeof one === "number") ? "number" : "choice";
  }
  if ("boolean" in input) return "boolean";
  if ("date" in input) return "date";
  return "series" in input ? "series" : "findings";
}

function flawOfDerived(scheme: Scheme): Flaw | null {
  const { inputs, derived } = scheme;
  const order = Object.keys(derived);
  for (const [at, [name, derivation]] of Object.entries(derived).entries()) {
    const path = `derived.${name}`;
    if (Object.hasOwn(inputs, name)) return { path, reason: "is an input, too" };
    const wanted = partKindOf(derivation);
    for (const used of namesOf(derivation)) {
      // What is derived may use what is derived before it, so that nothing depends on itself.
      const isKnown = Object.hasOwn(inputs, used) || order.slice(0, at).includes(used);
      if (!isKnown) return { path, reason: `names ${used}, which is not known here` };
      const kind = kindOf(used, scheme);
      const fits = kind === wanted || (wanted === "choice" && kind === "number");
      if (!fits) return { path, reason: `takes a ${wanted}, and ${used} is a ${kind}` };
    }
    const flaw = flawOfTable(derivation, scheme);
    if (flaw) return { path, reason: flaw };
  }
  return null;
}

function partKindOf(derivation: Scheme["derived"][string]) {
  if ("count" in derivation) return "findings";
  if ("days_between" in derivation || "months_between" in derivation) return "date";
  if ("lookup" in derivation) return "choice";
  return "mean_of_last" in derivation ? "series" : "number";
}

/** Severities and choices that a derived value forgets or that do not exist. */
function flawOfTable(derivation: Scheme["derived"][string], { inputs }: Scheme): string | null {
  if ("count" in derivation) {
    const input = inputs[derivation.count.of];
    const known = input && "findings" in input ? Object.keys(input.findings) : [];
    const other = derivation.count.severity?.find((one) => !known.includes(one));
    return other ? `counts ${other}, which is no severity of ${derivation.count.of}` : null;
  }
  if (!("lookup" in derivation)) return null;
  const { of, table } = derivation.lookup;
  const input = inputs[of];
  const missing =
    input && "choice" in input ? input.choice.find((one) => !Object.hasOwn(table, `${one}`)) : of;
  return missing === undefined ? null : `says nothing for ${missing}`;
}

function flawOfRuleNames(scheme: Scheme): Flaw | null {
  const { rules, outcomes } = scheme;
  for (const [at, rule] of rules.entries()) {
    const path = `rules[${at}]`;
    if (rules.findIndex(({ id }) => id === rule.id) < at) {
      return { path: `${path}.id`, reason: `${rule.id} is the id of an earlier rule` };
    }
    if ("outcome" in rule && !Object.hasOwn(outcomes, rule.outcome)) {
      return { path: `${path}.outcome`, reason: `${rule.outcome} is no outcome of this scheme` };
    }
    const flaw = flawOfCondition(rule.when, `${path}.when`, scheme, false);
    if (flaw) return flaw;
  }
  return null;
}

function flawOfOutcomes(scheme: Scheme): Flaw | null {
  for (const [code, { colour, face }] of Object.entries(scheme.outcomes)) {
    if (FACES[colour] !== face) {
      return { path: `outcomes.${code}.face`, reason: `${face} is not the face of ${colour}` };
    }
    if (Object.hasOwn(scheme.unrated, code) || scheme.noResult.includes(code)) {
      return { path: `outcomes.${code}`, reason: "also stands for no rating" };
    }
  }
  return null;
}

function flawOfItems({ inputs, checklist }: Scheme): Flaw | null {
  const severities = Object.values(inputs).flatMap((input) =>
    "findings" in input ? Object.keys(input.findings) : [],
  );
  for (const [at, item] of checklist.entries()) {
    const path = `checklist[${at}]`;
    if (!severities.includes(item.severity)) {
      const reason = `${item.severity} is no severity of the findings`;
      return { path: `${path}.severity`, reason };
    }
    if (checklist.findIndex(({ code }) => code === item.code) < at) {
      return { path: `${path}.code`, reason: `${item.code} is the code of an earlier item` };
    }
  }
  return null;
}

function flawOfCondition(
  condition: Condition,
  path: string,
  scheme: Scheme,
  isNegated: boolean,
): Flaw | null {
  for (const kind of ["all", "any"] as const) {
    const parts = (condition as Partial<Record<typeof kind, Condition[]>>)[kind];
    for (const [at, part] of (parts ?? []).entries()) {
      const flaw = flawOfCondition(part, `${path}.${kind}[${at}]`, scheme, isNegated);
      if (flaw) return flaw;
    }
    if (parts) return null;
  }
  if ("not" in condition) return flawOfCondition(condition.not, `${path}.not`, scheme, true);
  if ("missing" in condition) {
    return kindOf(condition.missing, scheme)
      ? null
      : { path: `${path}.missing`, reason: `${condition.missing} is no name of this scheme` };
  }
  const { name, test, limit } = partsOf(condition as Comparison);
  const at = `${path}.${test}`;
  const kind = kindOf(name, scheme);
  const input = scheme.inputs[name];
  if (!kind) return { path: at, reason: `${name} is no name of this scheme` };
  if (isNegated && (!input || input.optional)) {
    return { path: at, reason: `${name} may be unknown, of which nothing can be denied` };
  }
  if (test !== "is") return kind === "number" ? null : { path: at, reason: `${name} is a ${kind}` };
  const fits =
    input && "choice" in input
      ? input.choice.some((one) => one === limit)
      : typeof limit === kind && (kind === "number" || kind === "boolean");
  return fits ? null : { path: at, reason: `${limit} is no value of ${name}` };
}

function flawOfExamples(scheme: Scheme): Flaw | null {
  for (const [at, example] of scheme.examples.entries()) {
    const path = `examples[${at}]`;
    const rated = rateOrNull(example.inputs, scheme);
    if (!rated) return { path, reason: "no rule holds for it" };
    if (!rated.ok) {
      const [first] = rated.refused;
      return { path: `${path}.inputs.${first?.input}`, reason: first?.reason ?? "is refused" };
    }
    const wanted = "outcome" in example ? example.outcome : example.unrated;
    const found = rated.outcome ?? rated.standing;
    if (found !== wanted) return { path, reason: `comes out as ${found}, not ${wanted}` };
  }
  return null;
}

function rateOrNull(inputs: Readonly<Record<string, unknown>>, scheme: Scheme) {
  try {
    return rate(inputs, scheme);
  } catch {
    return null;
  }
}

function isAlways(rule: Rule | undefined): boolean {
  return rule !== undefined && "all" in rule.when && rule.when.all.length === 0;
}

/** Whether every value of an input is tried, and not only some of them. */
function isWholly(input: Input, tried: number): boolean {
  if ("choice" in input || "boolean" in input) return true;
  return "number" in input && tried > (input.number.max - input.number.min) / input.number.step;
}

/** Every rule is reached and, unless the last one takes all the rest, some rule always holds. */
function flawOfRules(scheme: Scheme): Flaw | null {
  const { rules } = scheme;
  if (rules.length === 0) return null;
  const space = valuesToTry(scheme);
  const isSmall = sizeOf(space) <= PROVEN_MAX;
  const areAllTried =
    isSmall &&
    Object.entries(scheme.inputs).every(([name, input]) =>
      isWholly(input, space.get(name)?.length ?? 0),
    );
  if (!areAllTried && !isAlways(rules.at(-1))) {
    return {
      path: `rules[${rules.length - 1}].when`,
      reason: "must hold for all the rest, since not every input there is can be tried",
    };
  }
  const firstFor = (inputs: Parameters<typeof valuesOf>[0]) => {
    const look = valuesOf(inputs, scheme);
    return rules.findIndex(({ when }) => holds(when, look));
  };
  const reached = new Set(scheme.examples.map(({ inputs }) => firstFor(inputs)));
  if (isSmall) {
    for (const inputs of combinations(space)) {
      const first = firstFor(inputs);
      if (first < 0) return { path: "rules", reason: `none holds for ${JSON.stringify(inputs)}` };
      reached.add(first);
    }
  }
  const missed = rules.findIndex((_, at) => !reached.has(at));
  return missed < 0
    ? null
    : { path: `rules[${missed}]`, reason: "is never reached, not even by an example" };
}
