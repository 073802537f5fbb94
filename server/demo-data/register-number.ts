export type RegisterScheme = "ee-regcode" | "cn-uscc" | "ca-bn";

/**
 * The n-th invented register number of a scheme, with a valid check digit. The numbers lie in
 * ranges that the registers had not given out when this was written, so that no real company is
 * shown with invented results.
 */
export function registerNumber(scheme: RegisterScheme, n: number): string {
  const serial = (step: number, digits: number) => String(n * step).padStart(digits, "0");
  if (scheme === "ee-regcode") return withEstonianCheck(`19${serial(1, 5)}`);
  if (scheme === "ca-bn") return withLuhnCheck(`00${serial(13, 6)}`);
  return withCreditCodeCheck(`91379999MA${serial(37, 6)}`);
}

function withEstonianCheck(stem: string): string {
  const remainder = (weights: number[]) => weightedSum(stem, weights) % 11;
  const first = remainder([1, 2, 3, 4, 5, 6, 7]);
  const check = first < 10 ? first : remainder([3, 4, 5, 6, 7, 8, 9]) % 10;
  return `${stem}${check}`;
}

function withLuhnCheck(stem: string): string {
  const doubled = [...stem].map((digit, index) => Number(digit) * (index % 2 === 1 ? 2 : 1));
  const sum = doubled.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${stem}${(10 - (sum % 10)) % 10}`;
}

const CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

function withCreditCodeCheck(stem: string): string {
  const last = weightedSum(`${stem}0`, CREDIT_CODE_WEIGHTS) % 31;
  // stdnum refuses codes whose sum leaves no remainder, so the last sign is one that leaves some.
  const sign = last === 0 ? 1 : 0;
  const remainder = (last + sign * 28) % 31;
  return `${stem}${sign}${CREDIT_CODE_SIGNS[31 - remainder]}`;
}

function weightedSum(stem: string, weights: readonly number[]): number {
  return weights.reduce(
    (sum, weight, index) => sum + weight * CREDIT_CODE_SIGNS.indexOf(stem[index] ?? "0"),
    0,
  );
}
