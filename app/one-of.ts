/** A parameter of an address where it is one of the words that a page knows, else null. */
export function oneOf<const T extends string>(value: unknown, known: readonly T[]): T | null {
  return known.find((word) => word === value) ?? null;
}
