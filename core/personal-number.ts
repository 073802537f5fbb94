import { stdnum } from "stdnum";

/** Numbers by which states know natural persons, and how each looks; Placard stores none (law 1). */
const PERSONS = [
  { looks: /(?<!\d)\d{11}(?!\d)/g, validators: [stdnum.EE?.ik, stdnum.NO?.fodselsnummer] },
  { looks: /(?<!\d)\d{17}[\dX](?!\d)/gi, validators: [stdnum.CN?.ric] },
  { looks: /[A-Z]{4}\d{6}[A-Z]{6}[A-Z\d]\d/gi, validators: [stdnum.MX?.curp] },
  { looks: /(?<![A-Z])[A-Z]{2}\d{6}[A-D](?![A-Z\d])/gi, validators: [stdnum.GB?.nino] },
];

/** Fewer digits than any of those has. */
const FEW = /^(?:\D*\d){0,5}\D*$/;

/**
 * Whether a text is or holds the number of a natural person, such as an identity code. Spaces,
 * points and hyphens within a number do not hide it.
 */
export function holdsPersonalNumber(text: string): boolean {
  if (FEW.test(text)) return false;
  const plain = text.normalize("NFKC");
  const joined = plain.replaceAll(/(?<=[A-Z\d])[\s.-]+(?=[A-Z\d])/gi, "");
  return PERSONS.some(({ looks, validators }) =>
    [...plain.matchAll(looks), ...joined.matchAll(looks)].some(([run]) =>
      validators.some((known) => known?.validate(run).isValid),
    ),
  );
}

/** Unified social credit codes of individual businesses begin so: one natural person each. */
export function isNumberOfPerson(scheme: string, number: string): boolean {
  return scheme === "cn-uscc" && number.startsWith("92");
}
