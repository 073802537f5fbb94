import { addDays } from "@/core/add-days";
import { monthsAfter } from "@/core/due";
import type { IsoDate } from "@/core/import-row";
import { decide, standingOfResult } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import type { Standing } from "@/core/standing";

/** What a tax scheme makes of one entity's figures: no amount, and nothing that tells one. */
export interface TaxStanding {
  standing: Standing;
  outcome: string | null;
  /** The id of the rule that decided. */
  rule: string;
  /** Some part is disputed, whatever the colour. */
  disputed: boolean;
  /** A payment plan is kept. */
  planned: boolean;
  /** The day from which it is too old to be shown; null where nothing is shown, or it never is. */
  lapsesOn: IsoDate | null;
}

/** What a delivery says of an entity beside its figures. */
export interface TaxFrame {
  asOf: IsoDate;
  /** The law that allows to publish; null where none does. */
  legalBasis: string | null;
}

/**
 * Inputs that are not figures: a feed says them in columns of its own, and `on`, the day shown, is
 * the day of the figures, since what comes later is told by `lapsesOn`.
 */
const FRAME: Readonly<Record<string, (frame: TaxFrame) => Inputs[string]>> = {
  legalBasis: ({ legalBasis }) => legalBasis !== null,
  naturalPerson: () => false,
  asOf: ({ asOf }) => asOf,
  on: ({ asOf }) => asOf,
};

/** The inputs of a scheme that a feed carries as columns: all but those of its frame. */
export function taxFigures(scheme: Scheme): string[] {
  return Object.keys(scheme.inputs).filter((name) => !Object.hasOwn(FRAME, name));
}

/** Of the figures of a day, one that names a later day; null where none does. */
export function figureAhead(
  figures: Readonly<Record<string, unknown>>,
  scheme: Scheme,
  asOf: IsoDate,
): string | null {
  const isAhead = (name: string) => {
    const input = scheme.inputs[name];
    return input !== undefined && "date" in input && String(figures[name] ?? "") > asOf;
  };
  return Object.keys(figures).find(isAhead) ?? null;
}

/** All inputs of a scheme from the figures of an entity and what frames them. */
export function taxInputs(
  scheme: Scheme,
  figures: Readonly<Record<string, unknown>>,
  frame: TaxFrame,
): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const name in figures) inputs[name] = figures[name];
  for (const name in FRAME) {
    if (name in scheme.inputs) inputs[name] = FRAME[name]?.(frame);
  }
  return inputs;
}

/** The standing of an entity on the day of its figures; inputs are known to be the scheme's. */
export function taxStanding(inputs: Inputs, scheme: Scheme, frame: TaxFrame): TaxStanding {
  const rule = decide(inputs, scheme);
  // Without a law nothing is published, whether or not the scheme asks for one.
  const standing = frame.legalBasis === null ? "unpublished" : standingOfResult(rule, scheme);
  const isShown = standing !== "unpublished";
  return {
    standing,
    outcome: isShown && "outcome" in rule ? rule.outcome : null,
    // What a scheme would say of what is not published is nobody's business.
    rule: frame.legalBasis === null ? NO_LEGAL_BASIS : rule.id,
    disputed: Number(inputs.disputedArrears ?? 0) > 0,
    planned: inputs.planActive === true,
    lapsesOn: isShown ? lapseDay(scheme, frame.asOf) : null,
  };
}

/** In place of a rule, where no law allows to publish one. */
const NO_LEGAL_BASIS = "no-legal-basis";

/** A standing that is older than any scheme would publish. */
const DAYS_MAX = 4000;
/** Of each scheme the days that its figures are shown, and the last day asked for: most rows' day. */
const lapses = new WeakMap<
  Scheme,
  { days: number | null; asOf?: IsoDate; lapsesOn?: IsoDate | null }
>();

/**
 * The first day on which a scheme publishes nothing of figures of a day any more: where it looks at
 * the day shown, by asking it; else when it calls a rating old.
 */
export function lapseDay(scheme: Scheme, asOf: IsoDate): IsoDate | null {
  if (!("on" in scheme.inputs && "asOf" in scheme.inputs)) {
    return scheme.staleAfterMonths === null ? null : monthsAfter(asOf, scheme.staleAfterMonths);
  }
  let known = lapses.get(scheme);
  if (!known) {
    known = { days: daysShown(scheme) };
    lapses.set(scheme, known);
  }
  if (known.asOf !== asOf) {
    known.asOf = asOf;
    known.lapsesOn = known.days === null ? null : addDays(asOf, known.days);
  }
  return known.lapsesOn ?? null;
}

/** By one of the scheme's own examples; how long it is shown does not depend on the figures. */
function daysShown(scheme: Scheme): number | null {
  const shown = scheme.examples.find((example) => "outcome" in example);
  if (!shown) return null;
  const asOf = String(shown.inputs.asOf);
  for (let days = 1; days <= DAYS_MAX; days += 1) {
    const rule = decide({ ...shown.inputs, on: addDays(asOf, days) }, scheme);
    if (standingOfResult(rule, scheme) === "unpublished") return days;
  }
  return null;
}
