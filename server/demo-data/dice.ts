/** Dice that fall the same way for the same seed (mulberry32, seeded by FNV-1a). */
export class Dice {
  private state: number;

  constructor(seed: string) {
    this.state = 0x811c9dc5;
    for (const char of seed) {
      this.state = Math.imul(this.state ^ (char.codePointAt(0) ?? 0), 0x01000193);
    }
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends possible. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.int(0, from.length - 1)];
    if (found === undefined) throw new Error("There is nothing to pick from.");
    return found;
  }

  weighted<T>(from: readonly (readonly [T, number])[]): T {
    let left = this.next() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of from) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(from)[0];
  }

  /** Roughly normal around 0 with a spread of 1, never beyond 2. */
  normal(): number {
    const sum = this.next() + this.next() + this.next() + this.next();
    return Math.max(-2, Math.min(2, (sum - 2) * Math.sqrt(3)));
  }

  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    for (let last = left.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [left[last], left[other]] = [left[other] as T, left[last] as T];
    }
    return left;
  }
}
