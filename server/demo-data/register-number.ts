import { stdnum } from "stdnum";

export type RegisterScheme = "ee-regcode" | "cn-uscc" | "ca-bn";

/**
 * The n-th invented register number of a scheme, with valid check digits. The numbers lie in ranges
 * that the registers have not given out, so that no real company is shown with invented results.
 */
export function registerNumber(scheme: RegisterScheme, n: number): string {
  const { stem, checks, isValid } = FORMS[scheme];
  // One stem in 31 has no check character that stdnum accepts (it misreads the remainder 0).
  for (let tail = 0; tail < 10; tail += 1) {
    for (const check of checks) {
      const number = `${stem(n, tail)}${check}`;
      if (isValid(number)) return number;
    }
  }
  throw new Error(`There is no valid number ${n} of ${scheme}.`);
}

const DIGITS = "0123456789";

const FORMS: Record<
  RegisterScheme,
  { stem: (n: number, tail: number) => string; checks: string; isValid: (x: string) => boolean }
> = {
  "ee-regcode": {
    stem: (n, tail) => `19${pad(n, 4)}${tail}`,
    checks: DIGITS,
    isValid: (number) => stdnum.EE.registrikood.validate(number).isValid,
  },
  "cn-uscc": {
    stem: (n, tail) => `91379999MA${pad(n * 37, 6)}${tail}`,
    checks: `${DIGITS}ABCDEFGHJKLMNPQRTUWXY`,
    isValid: (number) => stdnum.CN.uscc.validate(number).isValid,
  },
  "ca-bn": {
    stem: (n, tail) => `00${pad(n * 13, 5)}${tail}`,
    checks: DIGITS,
    isValid: (number) => stdnum.CA.bn.validate(number).isValid,
  },
};

function pad(n: number, digits: number): string {
  return String(n).padStart(digits, "0");
}
