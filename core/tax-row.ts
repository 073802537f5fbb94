import {
  checkEntityNumber,
  ENTITY_SCHEMES,
  type EntityScheme,
  legalFormOf,
} from "@/core/entity-number";
import type { IsoDate } from "@/core/import-row";
import { isLegalPerson, LEGAL_FORMS, type LegalForm } from "@/core/legal-form";
import { isPersonalNumber } from "@/core/personal-number";
import { type Input, type Inputs, type Scheme, schemeKey } from "@/core/scheme";
import { parseInputs, type RefusedInput } from "@/core/scheme-inputs";
import {
  figureAhead,
  type TaxFrame,
  type TaxStanding,
  taxFigures,
  taxInputs,
  taxStanding,
} from "@/core/tax-standing";
import { cleanText } from "@/core/tokens";

/** What every row of a tax feed says beside the figures that its scheme asks for. */
export const TAX_COLUMNS = [
  "identifier_scheme",
  "number",
  "legal_form",
  "name",
  "as_of",
  "legal_basis",
] as const;

/** One entity of a delivery, rated. */
export interface TaxRow {
  kind: "row";
  /** Where it begins in the file. */
  line: number;
  scheme: EntityScheme;
  number: string;
  legalForm: LegalForm;
  name: string | null;
  asOf: IsoDate;
  legalBasis: string | null;
  ratedBy: Scheme;
  inputs: Inputs;
  standing: TaxStanding;
}

/** What is wrong with a row: never a value of it, which may be a person's or an amount. */
export interface TaxFault {
  kind: "fault";
  line: number;
  column: string;
  reason: string;
}

/** Which scheme version a tax authority works under on a day; null where none. */
export type SchemeOn = (day: IsoDate) => Scheme | null;

/** Longer ones are no names. */
const NAME_MAX = 300;
const BASIS_MAX = 300;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const PERSON = "is of a natural person, who has no tax standing here. Leave such rows out.";

/** What the rows of one delivery are read with. */
interface RowReading {
  schemeOn: SchemeOn;
  today: IsoDate;
  readBasis: typeof readBasis;
  judge: typeof judge;
}

/**
 * Reads the rows of one delivery: cells by column, texts of a CSV file or values of a JSON line. Most
 * businesses have the same figures, which are none, under the same law; these are read once.
 */
export function taxRowReader(context: { schemeOn: SchemeOn; today: IsoDate }) {
  const reading: RowReading = {
    ...context,
    readBasis: remembering((typed) => typed, readBasis),
    judge: remembering(
      ({ figures, scheme, frame }) =>
        JSON.stringify([schemeKey(scheme), frame.asOf, frame.legalBasis, figures]),
      judge,
    ),
  };
  return (cells: Readonly<Record<string, unknown>>, line: number): TaxRow | TaxFault =>
    readTaxRow(cells, line, reading);
}

function readTaxRow(
  cells: Readonly<Record<string, unknown>>,
  line: number,
  { schemeOn, today, readBasis, judge }: RowReading,
): TaxRow | TaxFault {
  const fault = (column: string, reason: string): TaxFault => ({
    kind: "fault",
    line,
    column,
    reason: `${column} ${reason}`,
  });
  const scheme = ENTITY_SCHEMES.find((one) => one === cells.identifier_scheme);
  if (!scheme) return fault("identifier_scheme", `must be one of ${ENTITY_SCHEMES.join(", ")}.`);
  const legalForm = LEGAL_FORMS.find((one) => one === cells.legal_form);
  if (!legalForm) return fault("legal_form", `must be one of ${LEGAL_FORMS.join(", ")}.`);
  if (!isLegalPerson(legalForm)) return fault("legal_form", PERSON);
  const checked = checkEntityNumber(scheme, textOf(cells.number));
  if (!checked.ok) {
    return fault(
      "number",
      checked.reason === "personal" ? PERSON : `is no number of ${scheme}: check its digits.`,
    );
  }
  const { number } = checked;
  // Some numbers tell by themselves that one natural person trades under them.
  const proved = legalFormOf(scheme, number);
  if (proved && !isLegalPerson(proved)) return fault("number", PERSON);
  const name = cleanText(textOf(cells.name), NAME_MAX);
  if (name !== null && isPersonalNumber(name)) return fault("name", PERSON);
  const basis = readBasis(textOf(cells.legal_basis));
  if (basis.isPersonal) return fault("legal_basis", PERSON);
  const legalBasis = basis.text;
  const asOf = textOf(cells.as_of);
  if (!isDay(asOf)) return fault("as_of", "must be a day such as 2026-03-31.");
  if (asOf > today) return fault("as_of", "is a day that is still to come.");
  const ratedBy = schemeOn(asOf);
  if (!ratedBy) {
    return fault("as_of", "is a day on which the authority has no tax scheme in force.");
  }
  const figures = figuresOf(cells, ratedBy);
  const ahead = figureAhead(figures, ratedBy, asOf);
  if (ahead) return fault(ahead, "is a day after that of the figures.");
  const judged = judge({ figures, scheme: ratedBy, frame: { asOf, legalBasis } });
  if ("refused" in judged) {
    const [first] = judged.refused;
    return fault(first?.input ?? "row", `${first?.reason ?? "cannot be read"}.`);
  }
  const { inputs, standing } = judged;
  return {
    kind: "row",
    line,
    scheme,
    number,
    legalForm,
    name,
    asOf,
    legalBasis,
    ratedBy,
    inputs,
    standing,
  };
}

interface Case {
  figures: Readonly<Record<string, unknown>>;
  scheme: Scheme;
  frame: TaxFrame;
}

type Judged = { inputs: Inputs; standing: TaxStanding } | { refused: readonly RefusedInput[] };

function judge({ figures, scheme, frame }: Case): Judged {
  const parsed = parseInputs(taxInputs(scheme, figures, frame), scheme);
  return parsed.ok
    ? { inputs: parsed.inputs, standing: taxStanding(parsed.inputs, scheme, frame) }
    : { refused: parsed.refused };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function readBasis(typed: string): { text: string | null; isPersonal: boolean } {
  const text = cleanText(typed, BASIS_MAX);
  return { text, isPersonal: text !== null && isPersonalNumber(text) };
}

/** So many answers are kept before all are forgotten. */
const REMEMBERED_MAX = 1000;

/** The same work, done once for each key while its answer is remembered. */
function remembering<In, Out>(keyOf: (given: In) => string, work: (given: In) => Out) {
  const known = new Map<string, Out>();
  return (given: In): Out => {
    const key = keyOf(given);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size === REMEMBERED_MAX) known.clear();
    const made = work(given);
    known.set(key, made);
    return made;
  };
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  // The 31st of a month that has 30 days is the 1st of the next.
  return Number(text.slice(8)) < 29 || new Date(text).toISOString().slice(0, 10) === text;
}

const figureNames = new WeakMap<Scheme, readonly (readonly [string, Input])[]>();

/** The figures that a scheme asks for, out of the cells of a row or the fields of a form. */
export function figuresOf(cells: Readonly<Record<string, unknown>>, scheme: Scheme) {
  let names = figureNames.get(scheme);
  if (!names) {
    names = taxFigures(scheme).map((name) => [name, scheme.inputs[name] as Input] as const);
    figureNames.set(scheme, names);
  }
  const figures: Record<string, unknown> = {};
  for (const [name, input] of names) {
    const value = readFigure(cells[name], input);
    if (value !== undefined) figures[name] = value;
  }
  return figures;
}

/** The value that a text of a file means to an input; the text itself where it means none. */
function readFigure(cell: unknown, input: Input): unknown {
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell !== "string") return cell;
  const text = cell.trim();
  if (text === "") return undefined;
  if ("number" in input) return /^\d{1,13}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
  if ("boolean" in input) return text === "true" ? true : text === "false" ? false : text;
  if ("choice" in input) return input.choice.find((one) => `${one}` === text) ?? text;
  return text;
}
