import type { Dice } from "@/server/demo-data/dice";
import type { Trade } from "@/server/demo-data/town";

const ATTEMPTS = 30;

/** A name put together from invented parts, new in its town as long as the parts last. */
export function makeName(
  trade: Trade,
  style: string,
  parts: Readonly<Record<string, readonly string[]>>,
  taken: Set<string>,
  dice: Dice,
): string {
  const patterns = trade.names[style] ?? trade.names.own;
  let name = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    name = fill(dice.pick(patterns), (part) => dice.pick(parts[part] ?? []));
    if (!taken.has(name) && !/(\p{L}{3,}) & \1/u.test(name)) break;
  }
  taken.add(name);
  return name;
}

/** Puts words in the place of `{parts}`. */
export function fill(pattern: string, wordFor: (part: string) => string): string {
  return pattern.replace(/\{(\w+)\}/g, (_, part: string) => wordFor(part));
}
