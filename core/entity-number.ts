import { euVat, stdnum } from "stdnum";
import type { LegalForm } from "@/core/legal-form";
import { isPersonalNumber } from "@/core/personal-number";

type Validator = {
  validate(text: string): { isValid: boolean; compact?: string; isIndividual?: boolean };
};

/** What the number itself proves of who it was given to; null where it proves no form. */
type Proof = LegalForm | "natural-person" | null;

interface NumberScheme {
  label: string;
  /** The number as it is stored; null where its form or check digit is wrong. */
  normalise: (text: string) => string | null;
  /** Reads a normalised number. */
  proof?: (number: string) => Proof;
}

/** The register number schemes of legal entities, each with its own check digits. */
const SCHEMES = {
  "au-abn": {
    label: "Australian business number",
    normalise: by(stdnum.AU?.abn),
  },
  "ca-bn": {
    label: "Canadian business number",
    normalise: by(stdnum.CA?.bn),
  },
  "cn-uscc": {
    label: "统一社会信用代码",
    normalise: normaliseUscc,
    proof: formOfUscc,
  },
  "ee-regcode": {
    label: "Registrikood",
    normalise: by(stdnum.EE?.registrikood),
    // Sole traders are among the numbers that begin with 1.
    proof: (number) => EE_FORMS[number[0] ?? ""] ?? null,
  },
  "eu-vat": {
    label: "EU VAT identification number",
    normalise: normaliseEuVat,
    proof: proofOfEuVat,
  },
  "gb-crn": {
    label: "UK company number",
    normalise: normaliseCrn,
    proof: (number) => CRN_FORMS[/^[A-Z]*/.exec(number)?.[0] ?? ""] ?? null,
  },
  "gb-vat": {
    label: "UK VAT registration number",
    normalise: by(stdnum.GB?.vat),
  },
  lei: {
    label: "Legal entity identifier",
    normalise: normaliseLei,
  },
  "mx-rfc": {
    label: "Registro Federal de Contribuyentes",
    // Twelve characters are a legal person's, thirteen a natural person's.
    normalise: by(stdnum.MX?.rfc),
    proof: (number) => (number.length === 13 ? "natural-person" : null),
  },
  "no-orgnr": {
    label: "Organisasjonsnummer",
    normalise: by(stdnum.NO?.orgnr),
  },
} as const satisfies Record<string, NumberScheme>;

export type EntityScheme = keyof typeof SCHEMES;
export const ENTITY_SCHEMES = Object.keys(SCHEMES) as EntityScheme[];

/** Whether a text names a scheme of register numbers. */
export function isEntityScheme(text: string): text is EntityScheme {
  return Object.hasOwn(SCHEMES, text);
}

/** All schemes, those whose registers are of these countries (ISO 3166) first. */
export function schemesFrom(countries: readonly string[]): EntityScheme[] {
  const distance = (scheme: EntityScheme) => {
    const isEu = countries.some((country) => EU_COUNTRIES.some((one) => one === country));
    if (scheme === "eu-vat") return isEu ? 1 : 2;
    return countries.some((country) => scheme.startsWith(`${country.toLowerCase()}-`)) ? 0 : 2;
  };
  return ENTITY_SCHEMES.toSorted((one, other) => distance(one) - distance(other));
}

/** A scheme of register numbers, as data. */
export function numberScheme(scheme: EntityScheme): NumberScheme {
  return SCHEMES[scheme];
}

/** A register number as importers store it, null where its form or check digit is wrong. */
export function parseEntityNumber(scheme: EntityScheme, text: string): string | null {
  const checked = checkEntityNumber(scheme, text);
  return checked.ok ? checked.number : null;
}

/**
 * A register number as it is stored, or why it is not: `personal` where it is the number of a
 * natural person, in whichever scheme it was written down.
 */
export function checkEntityNumber(
  scheme: EntityScheme,
  text: string,
): { ok: true; number: string } | { ok: false; reason: "personal" | "invalid" } {
  const { normalise, proof } = numberScheme(scheme);
  const number = normalise(text);
  if (number === null)
    return { ok: false, reason: isPersonalNumber(text) ? "personal" : "invalid" };
  // A person's number that happens to be right in this scheme, too, is not taken for one of it;
  // where letters lead, digits alone prove nothing.
  const isDigits = /^\d+X?$/.test(number);
  if (proof?.(number) === "natural-person" || (isDigits && isPersonalNumber(number))) {
    return { ok: false, reason: "personal" };
  }
  return { ok: true, number };
}

/** The legal form that a number itself proves, null where it proves none. */
export function legalFormOf(scheme: EntityScheme, number: string): LegalForm | null {
  const proved = numberScheme(scheme).proof?.(number) ?? null;
  return proved === "natural-person" ? null : proved;
}

function by(validator: Validator | undefined): NumberScheme["normalise"] {
  if (!validator) throw new Error("A scheme of numbers has nothing that checks it.");
  return (text) => {
    const checked = validator.validate(text);
    return checked.isValid ? (checked.compact ?? null) : null;
  };
}

const EE_FORMS: Readonly<Record<string, LegalForm>> = {
  7: "public-body",
  8: "association",
  9: "foundation",
};

const USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const stdnumUscc = by(stdnum.CN?.uscc);

function normaliseUscc(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, "");
  // The library takes 31 for the check of a code whose sum leaves no remainder, where it is 0.
  return stdnumUscc(text) ?? (isZeroChecked(plain) ? plain : null);
}

function isZeroChecked(code: string): boolean {
  if (!/^[1-9A-Y][1239]\d{6}[0-9A-HJ-NPQRTUWXY]{9}0$/.test(code)) return false;
  let [sum, weight] = [0, 1];
  for (const sign of code.slice(0, 17)) {
    sum += USCC_SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return sum % 31 === 0;
}

/**
 * By who registers (first sign) and as what (second). Enterprises, 91, also hold those of one
 * natural person without limited liability: their form is not proved.
 */
function formOfUscc(code: string): Proof {
  return USCC_FORMS[code.slice(0, 2)] ?? null;
}

const USCC_FORMS: Readonly<Record<string, LegalForm>> = {
  11: "public-body",
  12: "public-body",
  51: "association",
  53: "foundation",
  92: "sole-trader",
  93: "cooperative",
  N1: "cooperative",
  N2: "cooperative",
};

const EU_COUNTRIES = [
  "AT",
  "BE",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "IT",
  "LT",
  "LV",
  "NL",
  "PL",
  "PT",
  "SE",
] as const;

/** With the prefix of its country: without, one number may be right in several. */
function normaliseEuVat(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s.-]/g, "");
  const country = EU_COUNTRIES.find((one) => plain.startsWith(one));
  const validators: readonly Validator[] = (country && euVat[country]) || [];
  const own = plain.slice(2);
  for (const validator of validators) {
    const checked = validator.validate(own);
    if (checked.isValid) return `${country}${checked.compact}`;
  }
  return null;
}

function proofOfEuVat(number: string): Proof {
  const [country, own] = [number.slice(0, 2), number.slice(2)];
  if (country === "ES") return /^[A-HJNP-SUVW]/.test(own) ? null : "natural-person";
  if (country === "LV") return Number(own[0]) > 3 ? null : "natural-person";
  // The third digit of a personal number is that of a month.
  if (country === "SE") return Number(own[2]) >= 2 ? null : "natural-person";
  return null;
}

/** Companies House gives no check digits: the letters and the length are all there is to check. */
function normaliseCrn(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s.-]/g, "");
  const [, letters, digits = ""] = /^([A-Z]{0,2})(\d{1,8})$/.exec(plain) ?? [];
  if (letters === undefined || CRN_FORMS[letters] === undefined || Number(digits) === 0)
    return null;
  const length = 8 - letters.length;
  return digits.length > length ? null : `${letters}${digits.padStart(length, "0")}`;
}

const CRN_FORMS: Readonly<Record<string, LegalForm>> = {
  "": "company",
  SC: "company",
  NI: "company",
  OC: "partnership",
  SO: "partnership",
  NC: "partnership",
  LP: "partnership",
  SL: "partnership",
  NL: "partnership",
  CE: "foundation",
  CS: "foundation",
  FC: "company",
  BR: "branch",
  SF: "company",
  NF: "company",
  IP: "cooperative",
  SP: "cooperative",
  NP: "cooperative",
  RS: "cooperative",
};

/** ISO 17442: eighteen letters and digits with two check digits of ISO 7064 MOD 97-10. */
function normaliseLei(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, "");
  if (!/^[A-Z0-9]{18}\d{2}$/.test(plain)) return null;
  const digits = plain.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n ? plain : null;
}
