import { stdnum } from "stdnum";

type Validator = { validate(text: string): { isValid: boolean; isIndividual?: boolean } };

interface Kind {
  kind: string;
  /** How it is written; what it matches is checked by its digits. */
  shape: RegExp;
  validator: Validator | undefined;
}

/**
 * Numbers that identify a natural person, by country and as they are written. Only those that tell
 * by themselves what they are: a shape of their own, or dates and check digits that fewer than one
 * in a hundred numbers of that length has by chance.
 */
const KINDS: readonly Kind[] = [
  // Lithuania numbers its people in the same way.
  kind("ee-isikukood", /[1-8]\d{2} ?\d{4} ?\d{4}/, stdnum.EE?.ik),
  kind("no-fodselsnummer", /\d{6}[ -]?\d{5}/, stdnum.NO?.fodselsnummer),
  kind("cn-resident", /\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]/, stdnum.CN?.ric),
  kind("mx-curp", /[A-Z]{4}[ -]?\d{6}[ -]?[A-Z]{6}[ -]?[A-Z\d]{2}/i, stdnum.MX?.curp),
  kind("mx-rfc-person", /[A-ZÑ&]{4}[ -]?\d{6}[ -]?[A-Z\d]{3}/i, stdnum.MX?.rfc),
  kind("be-national", /\d{2}\.?\d{2}\.?\d{2}[ -]?\d{3}[ .]?\d{2}/, stdnum.BE?.nn),
  kind("br-cpf", /\d{3}\.\d{3}\.\d{3}-\d{2}/, stdnum.BR?.cpf),
  kind("dk-cpr", /\d{6}-\d{4}/, stdnum.DK?.cpr),
  kind("es-dni", /\d{8}[ -]?[A-Z]/i, stdnum.ES?.dni),
  kind("es-nie", /[XYZ][ -]?\d{7}[ -]?[A-Z]/i, stdnum.ES?.nie),
  kind("fi-hetu", /\d{6}[-+A-FU-Y]\d{3}[\dA-Z]/i, stdnum.FI?.hetu),
  kind("fr-nir", /[12] ?\d\d ?\d\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}/i, stdnum.FR?.nir),
  kind("gb-nino", /[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]/i, stdnum.GB?.nino),
  kind("in-aadhaar", /[2-9]\d{3} \d{4} \d{4}/, stdnum.IN?.aadhaar),
  kind(
    "it-codice-fiscale",
    /[A-Z]{6} ?\d{2}[A-Z]\d{2} ?[A-Z]\d{3}[A-Z]/i,
    stdnum.IT?.codicefiscale,
  ),
  kind("kr-resident", /\d{6}-\d{7}/, stdnum.KR?.rrn),
  kind("lv-personas-kods", /\d{6}-\d{5}/, stdnum.LV?.pvn),
  kind("pl-pesel", /\d{11}/, stdnum.PL?.pesel),
  kind("ro-cnp", /[1-9]\d{12}/, stdnum.RO?.cnp),
  kind("se-personnummer", /(?:\d{2})?\d{6}[-+]\d{4}|(?:19|20)\d{10}/, stdnum.SE?.personnummer),
  kind("us-ssn", /\d{3}-\d{2}-\d{4}/, stdnum.US?.ssn),
];

function kind(name: string, shape: RegExp, validator: Validator | undefined): Kind {
  if (!validator) throw new Error(`Nothing checks ${name}.`);
  return { kind: name, validator, shape: new RegExp(bounded(shape.source), `${shape.flags}g`) };
}

/**
 * No part of a longer number, of a telephone number, of a fraction or, where letters or a dash
 * belong to it, of a longer word: random ids of letters and digits would hold some.
 */
function bounded(source: string): string {
  const isDashed = /[-+][\])]?\\d/.test(source);
  const edge = isDashed || /A-Z/.test(source) ? "\\dA-Za-zÀ-ÿ" : "\\d";
  const [before, after] = isDashed ? ["|\\d-", "|-\\d"] : ["", ""];
  return `(?<![+${edge}]|\\d\\.${before})(?:${source})(?![${edge}]${after})`;
}

/** Whether any shape is there at all; most texts with many digits hold none. */
const ANY_SHAPE = new RegExp(KINDS.map(({ shape }) => `(?:${shape.source})`).join("|"), "i");

/** No personal number has fewer; nearly all text does. */
const DIGITS_MIN = 6;

function hasManyDigits(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 48 && code <= 57) || (code >= 0x660 && isOtherDigit(code))) count += 1;
    if (count === DIGITS_MIN) return true;
  }
  return false;
}

/** Arabic, Persian and full-width. */
function isOtherDigit(code: number): boolean {
  return code <= 0x669 || (code >= 0x6f0 && code <= 0x6f9) || (code >= 0xff10 && code <= 0xff19);
}

/** A personal number in a text: which kind, and where. */
export interface PersonalNumber {
  kind: string;
  at: number;
  length: number;
}

/** The first number of a natural person in a text, null where it holds none (law 1). */
export function findPersonalNumber(text: string): PersonalNumber | null {
  if (!hasManyDigits(text)) return null;
  const plain = asciiDigits(text);
  if (!ANY_SHAPE.test(plain)) return null;
  let first: PersonalNumber | null = null;
  for (const { kind: name, shape, validator } of KINDS) {
    for (const found of plain.matchAll(shape)) {
      const checked = validator?.validate(found[0]);
      if (!checked?.isValid || checked.isIndividual === false) continue;
      if (!first || found.index < first.at) {
        first = { kind: name, at: found.index, length: found[0].length };
      }
      break;
    }
  }
  return first;
}

/** Whether a text is or holds the number of a natural person; such numbers are never stored. */
export function isPersonalNumber(text: string): boolean {
  return findPersonalNumber(text) !== null;
}

/** A text with every personal number in it struck out. */
export function withoutPersonalNumbers(text: string): string {
  let rest = text;
  for (let found = findPersonalNumber(rest); found; found = findPersonalNumber(rest)) {
    rest = `${rest.slice(0, found.at)}[…]${rest.slice(found.at + found.length)}`;
  }
  return rest;
}

/** Digits of other scripts as the ones that shapes are written in; as long as the text was. */
function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}

/** A value as it is kept, with the numbers of natural persons struck out of all its texts. */
export function withoutPersons<T>(value: T): T {
  if (typeof value === "string") {
    // A photo's name is no text.
    return (/^[0-9a-f]{64}$/.test(value) ? value : withoutPersonalNumbers(value)) as T;
  }
  if (Array.isArray(value)) return value.map(withoutPersons) as T;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutPersons(item)]);
  return Object.fromEntries(entries) as T;
}
