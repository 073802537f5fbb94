import { partsOf } from "@/core/rate";
import type { Condition, Finding, Input, Inputs, Scheme } from "@/core/scheme";

/** Inputs with so few values are tried with each; others around the limits of the rules. */
const VALUES_MAX = 120;

/**
 * The values of each input that can make a difference to the rules: all where they are few, else
 * the ends and what lies at and beside each limit. `undefined` stands for what is unknown.
 */
export function valuesToTry(scheme: Scheme): Map<string, unknown[]> {
  const limits = limitsOf(scheme);
  return new Map(
    Object.entries(scheme.inputs).map(([name, input]) => [
      name,
      [...valuesOfInput(name, input, scheme, limits), ...(input.optional ? [undefined] : [])],
    ]),
  );
}

type Limits = ReadonlyMap<string, readonly number[]>;

/** The numbers that rules compare each name with. */
function limitsOf(scheme: Scheme): Limits {
  const limits = new Map<string, number[]>();
  const visit = (condition: Condition): void => {
    if ("all" in condition) condition.all.forEach(visit);
    else if ("any" in condition) condition.any.forEach(visit);
    else if ("not" in condition) visit(condition.not);
    else if (!("missing" in condition)) {
      const { name, limit } = partsOf(condition);
      if (typeof limit === "number") limits.set(name, [...(limits.get(name) ?? []), limit]);
    }
  };
  for (const { when } of scheme.rules) visit(when);
  return limits;
}

function valuesOfInput(name: string, input: Input, scheme: Scheme, limits: Limits): unknown[] {
  if ("choice" in input) return input.choice;
  if ("boolean" in input) return [true, false];
  if ("number" in input) return numbersOf(input.number, limits.get(name) ?? []);
  if ("series" in input) {
    const ofMeans = derivedLimits(
      scheme,
      limits,
      (one) => "mean_of_last" in one && one.mean_of_last.of === name,
    );
    return [[], ...numbersOf(input.series, ofMeans).map((value) => [value])];
  }
  if ("date" in input) return daysOf(name, scheme, limits);
  return findingLists(Object.keys(input.findings), countLimitOf(name, scheme, limits) + 1);
}

/** The most that rules compare a count of these findings with, or what is made of it. */
export function countLimitOf(name: string, scheme: Scheme, limits = limitsOf(scheme)): number {
  const ofCounts = dependentsOf(name, scheme).flatMap((one) => limits.get(one) ?? []);
  return Math.max(0, ...ofCounts.map(Math.ceil));
}

/** The derived values that a name goes into, by way of others, too. */
export function dependentsOf(name: string, { derived }: Scheme): string[] {
  const within = new Set([name]);
  // What is derived uses only what comes before it.
  for (const [one, derivation] of Object.entries(derived)) {
    if (namesOf(derivation).some((used) => within.has(used))) within.add(one);
  }
  within.delete(name);
  return [...within];
}

/** The values of a number that advice may name: where it is compared alone, those at its limits. */
export function numbersToName(name: string, scheme: Scheme): number[] {
  const input = scheme.inputs[name];
  if (!input || !("number" in input)) return [];
  const isAlone = dependentsOf(name, scheme).length === 0;
  return numbersOf(input.number, limitsOf(scheme).get(name) ?? [], isAlone ? 0 : VALUES_MAX);
}

/** The severities of findings that make a difference to the rules. */
export function countedSeverities(name: string, { inputs, derived }: Scheme): string[] {
  const input = inputs[name];
  const all = input && "findings" in input ? Object.keys(input.findings) : [];
  const counted = Object.values(derived).flatMap((one) =>
    "count" in one && one.count.of === name ? (one.count.severity ?? all) : [],
  );
  return all.filter((severity) => counted.includes(severity));
}

/** The names that a derived value is made of. */
export function namesOf(derivation: Scheme["derived"][string]): string[] {
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

function derivedLimits(
  { derived }: Scheme,
  limits: Limits,
  isOf: (derivation: Scheme["derived"][string]) => boolean,
): number[] {
  return Object.entries(derived)
    .filter(([, derivation]) => isOf(derivation))
    .flatMap(([name]) => limits.get(name) ?? []);
}

interface Range {
  min: number;
  max: number;
  step: number;
}

function numbersOf(
  { min, max, step }: Range,
  limits: readonly number[],
  allBelow = VALUES_MAX,
): number[] {
  const steps = Math.round((max - min) / step);
  const at = (index: number) => Number((min + index * step).toPrecision(15));
  if (steps < allBelow) return Array.from({ length: steps + 1 }, (_, index) => at(index));
  const beside = limits.flatMap((limit) => {
    const index = Math.floor((limit - min) / step);
    return [index - 1, index, index + 1, index + 2];
  });
  const indices = [0, ...beside, steps].filter((index) => index >= 0 && index <= steps);
  return [...new Set(indices)].sort((a, b) => a - b).map(at);
}

const BASE_DAY = "2026-01-01";
const DAY_MS = 86_400_000;

/** The last day of those that are compared is a fixed one, the others lie so far before it. */
function daysOf(name: string, scheme: Scheme, limits: Limits): string[] {
  const inDays = derivedLimits(
    scheme,
    limits,
    (one) => "days_between" in one && one.days_between[0] === name,
  );
  const inMonths = derivedLimits(
    scheme,
    limits,
    (one) => "months_between" in one && one.months_between[0] === name,
  );
  const days = [
    0,
    ...inDays.flatMap((days) => [days - 1, days, days + 1]),
    // Surely less and surely more than so many months.
    ...inMonths.flatMap((months) => [28 * months - 1, 31 * months]),
  ];
  return [...new Set(days)].map((day) =>
    new Date(Date.parse(BASE_DAY) - day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Lists of findings by how many there are of each kind, up to `most`. */
function findingLists(severities: readonly string[], most: number): Finding[][] {
  const kinds = severities.flatMap((severity) => [
    { severity, corrected: true },
    { severity, corrected: false },
  ]);
  return kinds.reduce<Finding[][]>(
    (lists, kind) =>
      lists.flatMap((list) =>
        Array.from({ length: most + 1 }, (_, count) => [
          ...list,
          ...Array.from({ length: count }, () => kind),
        ]),
      ),
    [[]],
  );
}

/** How many combinations the values of all inputs have. */
export function sizeOf(space: ReadonlyMap<string, readonly unknown[]>): number {
  return [...space.values()].reduce((size, values) => size * values.length, 1);
}

/** Every combination of values. */
export function* combinations(space: ReadonlyMap<string, readonly unknown[]>): Generator<Inputs> {
  const names = [...space.keys()];
  const lists = [...space.values()];
  const at = lists.map(() => 0);
  if (lists.some((list) => list.length === 0)) return;
  for (;;) {
    const entries = names.map((name, i) => [name, lists[i]?.[at[i] ?? 0]] as const);
    yield Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Inputs;
    let i = 0;
    while (i < at.length) {
      at[i] = (at[i] ?? 0) + 1;
      if ((at[i] ?? 0) < (lists[i]?.length ?? 0)) break;
      at[i] = 0;
      i += 1;
    }
    if (i === at.length) return;
  }
}
