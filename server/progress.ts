/**
 * Shows how far long work is: bytes of a total (null where unknown) and rows, with the rate and the
 * time that remains, on one line of a terminal or one line every ten seconds elsewhere.
 */
export class Progress {
  #label: string;
  #startedAt = performance.now();
  #shownAt = 0;
  bytes = 0;
  rows = 0;
  /** Bytes in all, null where unknown. */
  total: number | null = null;

  constructor(label: string) {
    this.#label = label;
  }

  /** Call as often as you like; it prints only now and then. */
  tick(): void {
    const now = performance.now();
    const every = process.stderr.isTTY ? 200 : 10_000;
    if (now - this.#shownAt < every || (this.#shownAt === 0 && now - this.#startedAt < every))
      return;
    this.#shownAt = now;
    const line = describeProgress(this.#label, {
      bytes: this.bytes,
      total: this.total,
      rows: this.rows,
      seconds: (now - this.#startedAt) / 1000,
    });
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  }

  /** Clears the terminal's line. */
  done(): void {
    if (process.stderr.isTTY && this.#shownAt > 0) process.stderr.write("\r\x1b[K");
  }
}

/** `Camden: 41 %, 12,400 rows, 8,300 rows/s, 12 s left`. */
export function describeProgress(
  label: string,
  state: { bytes: number; total: number | null; rows: number; seconds: number },
): string {
  const share = state.total ? Math.min(state.bytes / state.total, 1) : null;
  const number = new Intl.NumberFormat("en");
  const parts = [
    `${number.format(state.rows)} rows`,
    `${number.format(Math.round(state.rows / Math.max(state.seconds, 0.001)))} rows/s`,
  ];
  if (share !== null) {
    parts.unshift(`${Math.floor(share * 100)} %`);
    if (share > 0) parts.push(`${Math.ceil((state.seconds * (1 - share)) / share)} s left`);
  }
  return `${label}: ${parts.join(", ")}`;
}
