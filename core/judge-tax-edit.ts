import type { IsoDate } from "@/core/import-row";
import { isPersonalNumber } from "@/core/personal-number";
import type { Inputs, Scheme } from "@/core/scheme";
import { parseInputs } from "@/core/scheme-inputs";
import type { TaxEdit } from "@/core/tax-case";
import { figuresOf, type SchemeOn } from "@/core/tax-row";
import {
  figureAhead,
  type TaxStanding,
  taxFigures,
  taxInputs,
  taxStanding,
} from "@/core/tax-standing";

/** What an edit of a single case comes to, by the rules of the day of its figures. */
export interface JudgedTaxEdit {
  ok: true;
  scheme: Scheme;
  inputs: Inputs;
  rated: TaxStanding;
}

/**
 * `case-changed`: somebody has put it right, or newer figures came, since its author saw it;
 * `case-older`: newer figures are known; `case-scheme`: no tax scheme was in force that day;
 * `case-person`: the text names a natural person by number; `case-inputs`: a figure is no value.
 */
type TaxEditRefusal =
  | "no-reason"
  | "case-person"
  | "case-future"
  | "case-changed"
  | "case-older"
  | "case-scheme"
  | "case-inputs";

/** Why an edit comes to nothing; of `case-inputs`, the first figure of the form that is no value. */
export interface RefusedTaxEdit {
  ok: false;
  reason: TaxEditRefusal;
  field?: string;
}

/** Judges an edit of a case by the standing that is known of it. */
export function judgeTaxEdit(
  { basedOn, asOf, legalBasis, grounds, cells }: TaxEdit,
  {
    known,
    today,
    schemeOn,
  }: { known: { id: number; asOf: IsoDate }; today: IsoDate; schemeOn: SchemeOn },
): JudgedTaxEdit | RefusedTaxEdit {
  const refuse = (reason: TaxEditRefusal): RefusedTaxEdit => ({ ok: false, reason });
  if (grounds === "") return refuse("no-reason");
  if (isPersonalNumber(`${grounds} ${legalBasis ?? ""}`)) return refuse("case-person");
  if (asOf > today) return refuse("case-future");
  if (basedOn !== known.id) return refuse("case-changed");
  if (asOf < known.asOf) return refuse("case-older");
  const scheme = schemeOn(asOf);
  if (!scheme) return refuse("case-scheme");
  const frame = { asOf, legalBasis };
  const figures = figuresOf(cells, scheme);
  const parsed = parseInputs(taxInputs(scheme, figures, frame), scheme);
  const ahead = figureAhead(figures, scheme, asOf);
  if (!parsed.ok || ahead !== null) {
    const wrong = parsed.ok ? [ahead] : parsed.refused.map(({ input }) => input);
    const field = taxFigures(scheme).find((name) => wrong.includes(name));
    return { ...refuse("case-inputs"), ...(field && { field }) };
  }
  const rated = taxStanding(parsed.inputs, scheme, frame);
  return { ok: true, scheme, inputs: parsed.inputs, rated };
}
