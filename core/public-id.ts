/** Crockford's base32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const LENGTH = 10;

/** The public id of a site from six random bytes, of which 45 bits are used: ten characters. */
export function makePublicId(bytes: Uint8Array): string {
  let number = 0;
  for (const byte of bytes.subarray(0, 6)) number = number * 256 + byte;
  const digits: number[] = [];
  while (digits.length < LENGTH - 1) {
    digits.unshift(number % 32);
    number = Math.floor(number / 32);
  }
  return [...digits, checkDigit(digits)].map((digit) => ALPHABET[digit]).join("");
}

/** `7K3M9QX2V2` as people read it: `7K3M-9QX2-V2`. */
export function formatPublicId(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`;
}

/** An id as typed or read aloud, with or without dashes; null where its check digit is wrong. */
export function parsePublicId(text: string): string | null {
  const id = text
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0");
  const digits = [...id].map((character) => ALPHABET.indexOf(character));
  if (digits.length !== LENGTH || digits.includes(-1)) return null;
  return checkDigit(digits.slice(0, -1)) === digits.at(-1) ? id : null;
}

/**
 * A check over the field of 32 elements: each digit is weighted by another power of a generator,
 * so every single wrong digit and every swap of two digits is found.
 */
function checkDigit(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => double(sum ^ digit), 0);
}

/** Multiplication by the generator x, modulo x^5 + x^2 + 1. */
function double(element: number): number {
  const shifted = element << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
