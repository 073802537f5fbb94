/** What some browsers tell of the reader's connection; not part of TypeScript's types. */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** Whether the reader's connection can spare requests for what may never be looked at. */
export function mayLookAhead(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return !connection?.saveData && !/2g|3g/.test(connection?.effectiveType ?? "");
}

/** Runs once the browser has nothing more urgent to do. */
export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 1_000 });
  else setTimeout(run, 200);
}
