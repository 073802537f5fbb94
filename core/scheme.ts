import { z } from "zod";
import { COLOURS, DOMAINS, type Standing, UNRATED_STATES } from "@/core/standing";

const localised = z.strictObject({ en: z.string(), zh: z.string(), ar: z.string() });

const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const code = z.string().min(1).max(60);

/** How grave a finding is; what each class is called differs by scheme. */
const severity = z.string().regex(/^[a-z][a-z-]*$/);

const always = {
  label: localised,
  /** True for what nobody can put right, such as a date: no advice asks to change it. */
  fixed: z.literal(true).optional(),
  /** True where it may be unknown; a comparison with what is unknown never holds. */
  optional: z.literal(true).optional(),
};
const range = { min: z.number(), max: z.number(), step: z.number().positive().default(1) };

const input = z.union([
  /** One of these, the best first; words where the values are no numbers that speak for themselves. */
  z.strictObject({
    ...always,
    choice: z.array(z.union([z.string(), z.number()])).min(2),
    words: z.record(z.string(), localised).optional(),
  }),
  z.strictObject({
    ...always,
    number: z.strictObject({ ...range, unit: localised.optional() }),
  }),
  z.strictObject({ ...always, boolean: z.literal(true) }),
  z.strictObject({ ...always, date: z.literal(true) }),
  /** What was found, each with one of these severities, the gravest last. */
  z.strictObject({
    ...always,
    findings: z.record(severity, localised),
  }),
  /** Results of one kind, the newest first. */
  z.strictObject({ ...always, series: z.strictObject(range) }),
]);
export type Input = z.infer<typeof input>;

/** A name, or a name taken so many times. */
const term = z.union([name, z.tuple([z.number(), name])]);

const derivation = z.union([
  z.strictObject({ label: localised, sum: z.array(term).min(1) }),
  z.strictObject({ label: localised, product: z.array(name).min(2) }),
  z.strictObject({ label: localised, max: z.array(name).min(1) }),
  z.strictObject({ label: localised, min: z.array(name).min(1) }),
  /** How many findings are of these severities and, where that is said, corrected or not. */
  z.strictObject({
    label: localised,
    count: z.strictObject({
      of: name,
      severity: z.array(severity).min(1).optional(),
      corrected: z.boolean().optional(),
    }),
  }),
  z.strictObject({ label: localised, days_between: z.tuple([name, name]) }),
  z.strictObject({ label: localised, months_between: z.tuple([name, name]) }),
  z.strictObject({
    label: localised,
    lookup: z.strictObject({ of: name, table: z.record(z.string(), z.number()) }),
  }),
  z.strictObject({
    label: localised,
    mean_of_last: z.strictObject({ of: name, count: z.int().positive() }),
  }),
]);
export type Derivation = z.infer<typeof derivation>;

const measured = z.tuple([name, z.number()]);
const told = z.tuple([name, z.union([z.string(), z.number(), z.boolean()])]);

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { missing: string }
  | Comparison;
export type Comparison =
  | { lt: [string, number] }
  | { lte: [string, number] }
  | { gt: [string, number] }
  | { gte: [string, number] }
  | { is: [string, string | number | boolean] };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
    z.strictObject({ missing: name }),
    z.strictObject({ lt: measured }),
    z.strictObject({ lte: measured }),
    z.strictObject({ gt: measured }),
    z.strictObject({ gte: measured }),
    z.strictObject({ is: told }),
  ]),
);

/** The first rule that holds decides; the last one holds always where its condition is empty. */
const rule = z.union([
  z.strictObject({ id: code, when: condition, outcome: code }),
  z.strictObject({ id: code, when: condition, unrated: z.enum(UNRATED_STATES) }),
]);
export type Rule = z.infer<typeof rule>;

export const FACES = { green: "happy", yellow: "neutral", red: "sad" } as const;

const outcome = z.strictObject({
  colour: z.enum(COLOURS),
  face: z.enum(["happy", "neutral", "sad"]),
  /** 1 is the best of the scheme. */
  rank: z.int().positive(),
  /** The official word. */
  word: localised,
  /** What it means, in a sentence. */
  meaning: localised.optional(),
  /** The scheme's own sign, a number or letter, shown beside the mark. */
  symbol: z.string().optional(),
  /** Within how many days the place is visited again; null before it opens again. */
  revisitDays: z.number().positive().nullable().optional(),
});

const given = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.number()),
  z.array(z.strictObject({ severity, corrected: z.boolean(), code: code.optional() })),
]);
const inputs = z.record(name, given);
export type Inputs = Readonly<z.infer<typeof inputs>>;
export type Finding = { severity: string; corrected: boolean; code?: string | undefined };

const example = z.union([
  z.strictObject({ inputs, outcome: code }),
  z.strictObject({ inputs, unrated: z.enum(UNRATED_STATES) }),
]);
export type Example = z.infer<typeof example>;

const checklistItem = z.strictObject({
  code,
  section: localised.optional(),
  text: localised,
  severity,
  /** Out of compliance beyond this limit. */
  measure: z
    .strictObject({ unit: localised, min: z.number().optional(), max: z.number().optional() })
    .optional(),
});

/** A published, versioned rule as data (DESIGN §10): closed, without loops, code or clock. */
export const schemeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^[A-Za-z0-9.-]+$/),
  /** In force from the first day, up to but without the second. */
  effective: z.strictObject({ from: z.iso.date(), to: z.iso.date().nullable() }),
  domain: z.enum(DOMAINS),
  title: localised,
  /** Who made the rule and where it holds. */
  jurisdiction: localised,
  legalBasis: z.strictObject({ text: z.string(), url: z.url().nullable() }),
  /** How somebody objects to a result, where the rule itself says so. */
  appeal: z.strictObject({ text: localised, url: z.url().nullable() }).exactOptional(),
  /** `partial` where the source does not give the whole rule; the note says what is missing. */
  source: z.strictObject({ url: z.url(), note: z.string(), partial: z.boolean() }),
  /** A rating older than this many months is shown as old; null where nothing is published. */
  staleAfterMonths: z.int().positive().nullable(),
  /** Days between the rating and its publication, for those who may object to it. */
  publicationDelayDays: z.int().min(0),
  /** True where the colours are Placard's overlay on a scheme that publishes none. */
  overlay: z.boolean(),
  inputs: z.record(name, input),
  derived: z.record(name, derivation),
  rules: z.array(rule),
  outcomes: z.record(code, outcome),
  /** Published words that stand for no rating, by the state they mean. */
  unrated: z.record(z.string(), z.enum(UNRATED_STATES)),
  /** Published words of visits that changed nothing: nobody was let in, not ready. */
  noResult: z.array(z.string()),
  checklist: z.array(checklistItem).default([]),
  examples: z.array(example),
});
export type Scheme = z.infer<typeof schemeSchema>;

/** The name by which ratings refer to a scheme version: `id@version`. */
export function schemeKey(scheme: Pick<Scheme, "id" | "version">): string {
  return `${scheme.id}@${scheme.version}`;
}

/** Whether a scheme version is in force on a day. */
export function isInForce({ effective: { from, to } }: Scheme, day: string): boolean {
  return from <= day && (to === null || day < to);
}

/**
 * The version of a scheme that a result of a day is rated under: the one that is named unless only
 * another is in force on that day. A new version never rewrites what was rated before it.
 */
export function versionOn(named: Scheme, versions: readonly Scheme[], day: string | null): Scheme {
  if (day === null || isInForce(named, day)) return named;
  return versions.find((one) => one.id === named.id && isInForce(one, day)) ?? named;
}

/** What a published word means under a scheme; `unmapped` words are shown as published, grey. */
export function standingOf(
  scheme: Scheme,
  published: string,
): { outcome: string | null; standing: Standing } | "no-result" | "unmapped" {
  // A published word may be anything, also the name of something every object has.
  const own = <T>(words: Readonly<Record<string, T>>) =>
    Object.hasOwn(words, published) ? words[published] : undefined;
  const outcome = own(scheme.outcomes);
  if (outcome) return { outcome: published, standing: outcome.colour };
  const state = own(scheme.unrated);
  if (state) return { outcome: null, standing: state };
  return scheme.noResult.includes(published) ? "no-result" : "unmapped";
}
