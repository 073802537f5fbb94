import { z } from "zod";
import { COLOURS, SITE_DOMAINS, type Standing, UNRATED_STATES } from "@/core/standing";

const localised = z.object({ en: z.string(), zh: z.string(), ar: z.string() });

const operands = z.tuple([z.string(), z.number()]);
const comparison = z.union([
  z.strictObject({ lt: operands }),
  z.strictObject({ lte: operands }),
  z.strictObject({ gt: operands }),
  z.strictObject({ gte: operands }),
]);

const derivation = z.union([
  z.strictObject({ sum: z.array(z.string()).min(1) }),
  z.strictObject({ max: z.array(z.string()).min(1) }),
]);

/** A published, versioned rule as data (DESIGN §10), as far as published results need it. */
export const schemeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^[A-Za-z0-9.-]+$/),
  domain: z.enum(SITE_DOMAINS),
  title: localised,
  source: z.strictObject({ url: z.url(), note: z.string() }),
  /** A rating older than this many months is shown as old; null where nothing is published. */
  staleAfterMonths: z.number().int().positive().nullable(),
  /** True where the colours are Placard's overlay on a scheme that publishes none. */
  overlay: z.boolean(),
  inputs: z.record(
    z.string(),
    z.strictObject({
      label: localised,
      min: z.number(),
      max: z.number(),
      step: z.number().optional(),
    }),
  ),
  derived: z.record(z.string(), derivation),
  rules: z.array(
    z.strictObject({ when: z.strictObject({ all: z.array(comparison) }), outcome: z.string() }),
  ),
  outcomes: z.record(
    z.string(),
    z.strictObject({
      colour: z.enum(COLOURS),
      word: localised,
      /** The scheme's own sign, a number or letter, shown beside the mark. */
      symbol: z.string().optional(),
    }),
  ),
  /** Published words that stand for no rating, by the state they mean. */
  unrated: z.record(z.string(), z.enum(UNRATED_STATES)),
  /** Published words of visits that changed nothing: nobody was let in, not ready. */
  noResult: z.array(z.string()),
});
export type Scheme = z.infer<typeof schemeSchema>;
export type Inputs = Readonly<Record<string, number | string>>;

/** The name by which ratings refer to a scheme version: `id@version`. */
export function schemeKey(scheme: Pick<Scheme, "id" | "version">): string {
  return `${scheme.id}@${scheme.version}`;
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

/** The outcome of the first rule that matches, or null where inputs are missing or none matches. */
export function outcomeOf(scheme: Scheme, inputs: Inputs): string | null {
  const values = new Map<string, number>();
  for (const [name, value] of Object.entries(inputs)) {
    if (typeof value === "number") values.set(name, value);
  }
  for (const [name, rule] of Object.entries(scheme.derived)) {
    const parts = ("sum" in rule ? rule.sum : rule.max).map((part) => values.get(part));
    if (!parts.every((part) => part !== undefined)) return null;
    values.set(name, "sum" in rule ? parts.reduce((a, b) => a + b, 0) : Math.max(...parts));
  }
  if (Object.keys(scheme.inputs).some((name) => !values.has(name))) return null;
  const match = scheme.rules.find((rule) => rule.when.all.every((test) => holds(test, values)));
  return match?.outcome ?? null;
}

function holds(test: z.infer<typeof comparison>, values: ReadonlyMap<string, number>): boolean {
  const value = ([name]: [string, number]) => values.get(name) ?? Number.NaN;
  if ("lt" in test) return value(test.lt) < test.lt[1];
  if ("lte" in test) return value(test.lte) <= test.lte[1];
  if ("gt" in test) return value(test.gt) > test.gt[1];
  return value(test.gte) >= test.gte[1];
}
