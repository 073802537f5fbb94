/** One row of the results. Without p50 it is a single figure, in `value`. */
export interface Measure {
  what: string;
  value?: string;
  /** In `unit`. */
  p50?: number;
  p95?: number;
  p99?: number;
  max?: number;
  unit?: string;
  bound?: string;
  ratio?: number;
  promise?: string;
  /** Absent where nothing was promised. */
  kept?: boolean;
  /** Lines shown below the table: the plan of the slowest statement. */
  plan?: readonly string[];
}

/** What every scenario is given. */
export interface Setting {
  /** Folder of published files. */
  data: string;
  /** Numbers of sites, smallest first. */
  sizes: readonly number[];
  /** URL of a database of so many sites, seeded where it was not. */
  database: (sites: number) => Promise<string>;
  /** Times that what is compared is repeated, interleaved. */
  repeat: number;
}

export type Scenario = (setting: Setting) => Promise<Measure[]>;

export function largest({ sizes }: Setting): number {
  return sizes.at(-1) ?? 50_000;
}

/** Seconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
}

export function spread(numbers: readonly number[]) {
  return {
    p50: quantile(numbers, 0.5),
    p95: quantile(numbers, 0.95),
    p99: quantile(numbers, 0.99),
    max: Math.max(...numbers),
  };
}
