import type { Derivation, Finding, Inputs, Scheme } from "@/core/scheme";

/** What a name of a scheme stands for in one rating; null where it is unknown. */
export type Value = string | number | boolean | null;

/** Gives the value of any input or derived value by its name; findings and series have none. */
export type Look = (name: string) => Value;

const DAY_MS = 86_400_000;

/** Reads the values of a rating: inputs as they are, derived ones as the scheme has them. */
export function valuesOf(inputs: Inputs, { derived }: Pick<Scheme, "derived">): Look {
  const known = new Map<string, Value>();
  const look: Look = (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    const derivation = derived[name];
    const value = derivation ? derive(derivation, inputs, look) : plain(inputs[name]);
    known.set(name, value);
    return value;
  };
  return look;
}

function plain(given: Inputs[string] | undefined): Value {
  return given === undefined || typeof given === "object" ? null : given;
}

function derive(derivation: Derivation, inputs: Inputs, look: Look): Value {
  if ("sum" in derivation) {
    let sum = 0;
    for (const term of derivation.sum) {
      const [times, name] = typeof term === "string" ? [1, term] : term;
      const value = numberOf(look(name));
      if (value === null) return null;
      sum += times * value;
    }
    return sum;
  }
  if ("product" in derivation) {
    const values = derivation.product.map((name) => numberOf(look(name)));
    return values.some((value) => value === null)
      ? null
      : values.reduce((product: number, value) => product * (value ?? 0), 1);
  }
  if ("max" in derivation) return extreme(derivation.max, look, Math.max);
  if ("min" in derivation) return extreme(derivation.min, look, Math.min);
  if ("count" in derivation) return countFindings(inputs, derivation.count);
  if ("days_between" in derivation) {
    const [from, to] = derivation.days_between.map((name) => dayOf(look(name)));
    return from == null || to == null ? null : to - from;
  }
  if ("months_between" in derivation) {
    const [from, to] = derivation.months_between.map(look);
    return typeof from === "string" && typeof to === "string" ? monthsBetween(from, to) : null;
  }
  if ("lookup" in derivation) {
    const { of, table } = derivation.lookup;
    const key = `${look(of)}`;
    return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
  }
  const { of, count } = derivation.mean_of_last;
  const last = seriesOf(inputs, of).slice(0, count);
  return last.length === 0 ? null : last.reduce((a, b) => a + b, 0) / last.length;
}

/** Among those that are known. */
function extreme(
  names: readonly string[],
  look: Look,
  pick: (...values: number[]) => number,
): number | null {
  const values = names.map((name) => numberOf(look(name))).filter((value) => value !== null);
  return values.length === 0 ? null : pick(...values);
}

function numberOf(value: Value): number | null {
  return typeof value === "number" ? value : null;
}

/** Days since 1970 of an ISO day. */
function dayOf(value: Value): number | null {
  return typeof value === "string" ? Date.parse(value) / DAY_MS : null;
}

/** Whole months from one ISO day to another, by the day of the month. */
function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split("-").map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split("-").map(Number);
  return (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0);
}

function countFindings(
  inputs: Inputs,
  { of, severity, corrected }: Extract<Derivation, { count: unknown }>["count"],
): number {
  return givenFindings(inputs, of).filter(
    (finding) =>
      (severity?.includes(finding.severity) ?? true) &&
      (corrected === undefined || finding.corrected === corrected),
  ).length;
}

/** The findings of an input; none where it is no list of them. */
export function givenFindings(inputs: Inputs, name: string): Finding[] {
  const given = inputs[name];
  return Array.isArray(given) ? given.filter((one) => typeof one === "object") : [];
}

function seriesOf(inputs: Inputs, name: string): number[] {
  const given = inputs[name];
  return Array.isArray(given) ? given.filter((one) => typeof one === "number") : [];
}
