import { holds, partsOf, rate } from "@/core/rate";
import { type Condition, FACES, type Rule, type Scheme, schemeSchema } from "@/core/scheme";
import { combinations, sizeOf, valuesToTry } from "@/core/scheme-space";
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
  const { inputs, derived, rules, outcomes, checklist } = scheme;
  const ownNames = new Set([...Object.keys(inputs), ...Object.keys(derived)]);
  for (const [name, derivation] of Object.entries(derived)) {
    if (Object.hasOwn(inputs, name)) return { path: `derived.${name}`, reason: "is an input, too" };
    for (const used of namesOf(derivation)) {
      // What is derived may use what is derived before it, so that nothing depends on itself.
      const before = Object.keys(derived).indexOf(used);
      const isKnown =
        Object.hasOwn(inputs, used) || (before >= 0 && before < Object.keys(derived).indexOf(name));
      if (!isKnown)
        return { path: `derived.${name}`, reason: `names ${used}, which is not known here` };
    }
  }
  for (const [at, rule] of rules.entries()) {
    const path = `rules[${at}]`;
    if (rules.findIndex(({ id }) => id === rule.id) < at) {
      return { path: `${path}.id`, reason: `${rule.id} is the id of an earlier rule` };
    }
    if ("outcome" in rule && !Object.hasOwn(outcomes, rule.outcome)) {
      return { path: `${path}.outcome`, reason: `${rule.outcome} is no outcome of this scheme` };
    }
    const flaw = flawOfCondition(rule.when, `${path}.when`, ownNames, scheme);
    if (flaw) return flaw;
  }
  for (const [code, { colour, face }] of Object.entries(outcomes)) {
    if (FACES[colour] !== face) {
      return { path: `outcomes.${code}.face`, reason: `${face} is not the face of ${colour}` };
    }
    if (Object.hasOwn(scheme.unrated, code) || scheme.noResult.includes(code)) {
      return { path: `outcomes.${code}`, reason: "also stands for no rating" };
    }
  }
  const severities = Object.values(inputs).flatMap((input) =>
    "findings" in input ? Object.keys(input.findings) : [],
  );
  for (const [at, item] of checklist.entries()) {
    if (!severities.includes(item.severity)) {
      return {
        path: `checklist[${at}].severity`,
        reason: `${item.severity} is no severity of the findings`,
      };
    }
    if (checklist.findIndex(({ code }) => code === item.code) < at) {
      return {
        path: `checklist[${at}].code`,
        reason: `${item.code} is the code of an earlier item`,
      };
    }
  }
  return null;
}

/** The names that a derived value is made of. */
function namesOf(derivation: Scheme["derived"][string]): string[] {
  if ("sum" in derivation)
    return derivation.sum.map((term) => (typeof term === "string" ? term : term[1]));
  if ("product" in derivation) return derivation.product;
  if ("max" in derivation) return derivation.max;
  if ("min" in derivation) return derivation.min;
  if ("count" in derivation) return [derivation.count.of];
  if ("days_between" in derivation) return derivation.days_between;
  if ("months_between" in derivation) return derivation.months_between;
  return ["lookup" in derivation ? derivation.lookup.of : derivation.mean_of_last.of];
}

function flawOfCondition(
  condition: Condition,
  path: string,
  names: ReadonlySet<string>,
  scheme: Scheme,
): Flaw | null {
  for (const kind of ["all", "any"] as const) {
    const parts = (condition as Partial<Record<typeof kind, Condition[]>>)[kind];
    for (const [at, part] of (parts ?? []).entries()) {
      const flaw = flawOfCondition(part, `${path}.${kind}[${at}]`, names, scheme);
      if (flaw) return flaw;
    }
    if (parts) return null;
  }
  if ("not" in condition) return flawOfCondition(condition.not, `${path}.not`, names, scheme);
  if ("missing" in condition) {
    return names.has(condition.missing)
      ? null
      : { path: `${path}.missing`, reason: `${condition.missing} is no name of this scheme` };
  }
  const { name, test, limit } = partsOf(condition as Parameters<typeof partsOf>[0]);
  const at = `${path}.${test}`;
  if (!names.has(name)) return { path: at, reason: `${name} is no name of this scheme` };
  const input = scheme.inputs[name];
  const isOther =
    input && "choice" in input && test === "is" && !input.choice.some((one) => one === limit);
  return isOther ? { path: at, reason: `${limit} is no value of ${name}` } : null;
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

/** Every rule is reached and, unless the last one takes all the rest, some rule always holds. */
function flawOfRules(scheme: Scheme): Flaw | null {
  const { rules } = scheme;
  if (rules.length === 0) return null;
  const space = valuesToTry(scheme);
  const isSmall = sizeOf(space) <= PROVEN_MAX;
  const isWhole = isAlways(rules.at(-1));
  if (!isSmall && !isWhole) {
    return {
      path: `rules[${rules.length - 1}].when`,
      reason: "must hold for all the rest, since there are too many inputs to try them all",
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
