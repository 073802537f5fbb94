import fc from "fast-check";
import { stdnum } from "stdnum";

interface Personal {
  kind: string;
  number: string;
}

const two = (value: number) => String(value).padStart(2, "0");

/** Stems of made-up persons of a country, each completed by the check digits that its rule asks for. */
const MAKERS: Readonly<
  Record<string, (day: [string, string, string], serial: number) => readonly string[]>
> = {
  "ee-isikukood": ([year, month, day], serial) =>
    endings(
      `${Number(year) < 2000 ? 4 : 6}${year.slice(2)}${month}${day}${digits(serial, 3)}`,
      1,
    ).filter((one) => stdnum.EE?.ik?.validate(one).isValid),
  "no-fodselsnummer": ([year, month, day], serial) =>
    endings(`${day}${month}${year.slice(2)}${digits(serial % 500, 3)}`, 2).filter(
      (one) => stdnum.NO?.fodselsnummer?.validate(one).isValid,
    ),
  "cn-resident": ([year, month, day], serial) =>
    [
      ...endings(`110101${year}${month}${day}${digits(serial, 3)}`, 1),
      `110101${year}${month}${day}${digits(serial, 3)}X`,
    ].filter((one) => stdnum.CN?.ric?.validate(one).isValid),
  "mx-curp": ([year, month, day], serial) =>
    endings(
      `BOXW${year.slice(2)}${month}${day}HNERXN${Number(year) < 2000 ? serial % 10 : "A"}`,
      1,
    ).filter((one) => stdnum.MX?.curp?.validate(one).isValid),
  "mx-rfc-person": ([year, month, day], serial) =>
    [
      ...endings(`GODE${year.slice(2)}${month}${day}${digits(serial, 2)}`, 1),
      `GODE${year.slice(2)}${month}${day}${digits(serial, 2)}A`,
    ].filter((one) => stdnum.MX?.rfc?.validate(one).isValid),
  "pl-pesel": ([year, month, day], serial) =>
    endings(
      `${year.slice(2)}${two(Number(month) + (Number(year) < 2000 ? 0 : 20))}${day}${digits(serial, 4)}`,
      1,
    ).filter((one) => stdnum.PL?.pesel?.validate(one).isValid),
  "se-personnummer": ([year, month, day], serial) =>
    endings(`${year.slice(2)}${month}${day}-${digits(serial, 3)}`, 1).filter(
      (one) => stdnum.SE?.personnummer?.validate(one).isValid,
    ),
};

function digits(value: number, length: number): string {
  return String(value % 10 ** length).padStart(length, "0");
}

function endings(stem: string, length: number): string[] {
  return Array.from({ length: 10 ** length }, (_, end) => `${stem}${digits(end, length)}`);
}

/** Numbers of natural persons that nobody has, right in every digit. */
export function personalNumbers(): fc.Arbitrary<Personal> {
  return fc
    .record({
      kind: fc.constantFrom(...Object.keys(MAKERS)),
      day: fc.tuple(
        fc.integer({ min: 1940, max: 2005 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      ),
      serial: fc.integer({ min: 1, max: 9999 }),
    })
    .map(({ kind, day: [year, month, day], serial }) => ({
      kind,
      number: MAKERS[kind]?.([String(year), two(month), two(day)], serial)[0] ?? "",
    }))
    .filter(({ number }) => number !== "");
}
