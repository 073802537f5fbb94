import { stdnum } from "stdnum";

/** The register number schemes of legal entities, each with its own check digits. */
const VALIDATORS = {
  "ca-bn": stdnum.CA?.bn,
  "cn-uscc": stdnum.CN?.uscc,
  "ee-regcode": stdnum.EE?.registrikood,
  "mx-rfc": stdnum.MX?.rfc,
  "no-orgnr": stdnum.NO?.orgnr,
} as const;

export const ENTITY_SCHEMES = Object.keys(VALIDATORS) as (keyof typeof VALIDATORS)[];
export type EntityScheme = (typeof ENTITY_SCHEMES)[number];

/** A register number as importers store it, null where its form or check digit is wrong. */
export function parseEntityNumber(scheme: EntityScheme, text: string): string | null {
  const checked = VALIDATORS[scheme]?.validate(text);
  return checked?.isValid && !checked.isIndividual ? checked.compact : null;
}
