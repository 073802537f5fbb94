import { setTimeout } from "node:timers/promises";

/** How long an answer may take to be made, and a reader waits for it. */
const MAKING_MAX_MS = 10_000;

/** What comes of a making, or a fault once it has taken too long. */
export async function withinTime<T>(making: Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = setTimeout(MAKING_MAX_MS, null, { signal: controller.signal, ref: false }).then(
    () => {
      throw new Error(`No answer within ${MAKING_MAX_MS} ms.`);
    },
  );
  late.catch(() => {});
  return Promise.race([making, late]).finally(() => controller.abort());
}
