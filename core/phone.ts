/** Fewer digits are an extension or a short code, not a business's own number. */
const DIGITS_MIN = 7;
/** Of a number without the code of its country. */
const DIGITS_KEPT = 9;

/**
 * A telephone number for comparing: its last digits, since one source writes the code of the
 * country and the next a nought for it; null where it is none.
 */
export function phoneDigits(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/[^\d]/g, "");
  if (digits.length < DIGITS_MIN || /^(\d)\1*$/.test(digits)) return null;
  return digits.slice(-DIGITS_KEPT).replace(/^0+/, "");
}
