import type { Publications } from "@/db/publications";

/** Waits for one publication at a time, until a moment or until the reader goes away. */
export interface Wait {
  /** True at the next publication since the last call, false once the wait is over. */
  next(): Promise<boolean>;
  stop(): void;
}

/** Starts to wait; a publication from now on is never missed, however late `next` is called. */
export function waitForMoves(watch: Publications, seconds: number, gone: AbortSignal): Wait {
  let moved = false;
  let over = gone.aborted;
  let wake = () => {};
  const end = () => {
    over = true;
    wake();
  };
  const unsubscribe = watch.onMove(() => {
    if (watch.isEnding) return end();
    moved = true;
    wake();
  });
  const timer = setTimeout(end, seconds * 1000);
  gone.addEventListener("abort", end);
  return {
    async next() {
      if (!moved && !over) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const happened = moved && !over;
      moved = false;
      return happened;
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
      gone.removeEventListener("abort", end);
    },
  };
}
