import type { TaxStanding } from "@/core/listing";
import { rateParsed } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";

/** 1: which figures decided, by name; 2: also the standings of the last twelve months. */
export const TAX_CONSENT_LEVELS = [1, 2] as const;
export type TaxConsentLevel = (typeof TAX_CONSENT_LEVELS)[number];

/** What an entity lets the board tell beyond its standing: no figure, whatever the level. */
export interface ConsentedTax {
  level: TaxConsentLevel;
  /** The inputs that decided, by their names in the scheme; values stay where they are. */
  decidedBy: string[];
  scheme: string;
  /** Newest first; null below level 2. */
  history: TaxStanding[] | null;
}

/** Which inputs decided, by name alone. */
export function decidingInputs(inputs: Inputs, scheme: Scheme): string[] {
  const { met } = rateParsed(inputs, scheme);
  return [...new Set(met.flatMap(({ name }) => inputsBehind(name, scheme)))];
}

/** The inputs that a derived value is worked out from; of dates only those of the entity's own. */
function inputsBehind(name: string, scheme: Scheme): string[] {
  if (name in scheme.inputs) return FRAME.has(name) ? [] : [name];
  const derivation = scheme.derived[name];
  if (!derivation) return [];
  return Object.values(derivation)
    .flatMap((part) => namesOf(part))
    .filter((one) => one in scheme.inputs || one in scheme.derived)
    .flatMap((one) => inputsBehind(one, scheme));
}

const FRAME = new Set(["legalBasis", "naturalPerson", "asOf", "on"]);

function namesOf(part: unknown): string[] {
  if (typeof part === "string") return [part];
  if (Array.isArray(part)) return part.flatMap(namesOf);
  return typeof part === "object" && part !== null && "of" in part ? namesOf(part.of) : [];
}
