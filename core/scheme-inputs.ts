import { z } from "zod";
import type { Input, Inputs, Scheme } from "@/core/scheme";

/** What is wrong with one input, in words for who gave it. */
export interface RefusedInput {
  input: string;
  reason: string;
  kind: "unknown" | "missing" | "choice" | "number" | "boolean" | "date" | "series" | "findings";
}

/** What an input takes, in a word. */
function kindOf(input: Input): RefusedInput["kind"] {
  const kinds = ["choice", "number", "boolean", "date", "series"] as const;
  return kinds.find((kind) => kind in input) ?? "findings";
}

export type ParsedInputs = { ok: true; inputs: Inputs } | { ok: false; refused: RefusedInput[] };

const known = new WeakMap<Scheme, Codes>();

/** The severity of each item of a scheme's checklist. */
function codesOf(scheme: Scheme): Codes {
  const codes =
    known.get(scheme) ?? new Map(scheme.checklist.map((item) => [item.code, item.severity]));
  known.set(scheme, codes);
  return codes;
}

const NOT_OWN = "is no input of this scheme";

/** Checks that inputs are those of a scheme, each within its limits; nothing is ever assumed. */
export function parseInputs(
  given: Readonly<Record<string, unknown>>,
  scheme: Scheme,
): ParsedInputs {
  const refused: RefusedInput[] = [];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(scheme.inputs, name))
      refused.push({ input: name, kind: "unknown", reason: NOT_OWN });
  }
  const codes = codesOf(scheme);
  for (const [name, input] of Object.entries(scheme.inputs)) {
    const value = given[name];
    if (value === undefined) {
      if (!input.optional) refused.push({ input: name, kind: "missing", reason: "is missing" });
      continue;
    }
    const reason = wrong(value, input, codes);
    if (reason) refused.push({ input: name, kind: kindOf(input), reason });
  }
  return refused.length > 0 ? { ok: false, refused } : { ok: true, inputs: given as Inputs };
}

/** More than any checklist has items. */
const FINDINGS_MAX = 200;

type Codes = ReadonlyMap<string, string>;

/** Made once: that takes longer than to ask it. */
const DAY = z.iso.date();

function wrong(value: unknown, input: Input, codes: Codes): string | null {
  if ("choice" in input) {
    const fits = input.choice.some((one) => one === value);
    return fits ? null : `must be one of ${input.choice.join(", ")}`;
  }
  if ("number" in input) {
    const { min, max, step } = input.number;
    const fits = isInRange(value, input.number);
    return fits ? null : `must be a number from ${min} to ${max} in steps of ${step}`;
  }
  if ("boolean" in input) return typeof value === "boolean" ? null : "must be true or false";
  if ("date" in input) {
    return DAY.safeParse(value).success ? null : "must be a day such as 2026-03-31";
  }
  if ("series" in input) {
    const { min, max } = input.series;
    const fits = Array.isArray(value) && value.every((one) => isInRange(one, input.series));
    return fits ? null : `must be a list of numbers from ${min} to ${max}`;
  }
  return wrongFindings(value, Object.keys(input.findings), codes);
}

function isInRange(value: unknown, { min, max, step }: { min: number; max: number; step: number }) {
  if (typeof value !== "number" || !(value >= min && value <= max)) return false;
  const nearest = min + Math.round((value - min) / step) * step;
  return Math.abs(nearest - value) <= 1e-9 + Math.abs(value) * 1e-12;
}

function wrongFindings(value: unknown, severities: string[], codes: Codes): string | null {
  if (!Array.isArray(value)) return "must be a list of findings";
  if (value.length > FINDINGS_MAX) return `must be a list of at most ${FINDINGS_MAX} findings`;
  const told = new Set<string>();
  for (const [at, finding] of value.entries()) {
    const { severity, corrected, code, ...rest } = Object(finding);
    if (!severities.includes(severity)) {
      return `finding ${at + 1} must have a severity of ${severities.join(", ")}`;
    }
    if (typeof corrected !== "boolean") {
      return `finding ${at + 1} must say whether it was corrected: true or false`;
    }
    if (code !== undefined && typeof code !== "string") {
      return `finding ${at + 1} must have a text for a code`;
    }
    if (code !== undefined && told.has(code)) {
      return `finding ${at + 1} repeats the code ${code}`;
    }
    if (code !== undefined) told.add(code);
    if (code !== undefined && !codes.has(code)) {
      return `finding ${at + 1} has the code ${code}, which the checklist does not know`;
    }
    if (code !== undefined && codes.get(code) !== severity) {
      return `finding ${at + 1}: ${code} is ${codes.get(code)}, not ${severity}`;
    }
    const [unknown] = Object.keys(rest);
    if (unknown) return `finding ${at + 1} has ${unknown}, which is not asked for`;
  }
  return null;
}
