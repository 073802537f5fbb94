import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Log } from "@/server/front/log";
import { gatherMetrics } from "@/server/front/metrics-of-all";

/** A process that falls over at once is not started again at once. */
const RESTART_AFTER_MS = 1000;

/** Runs several processes that answer on one port; one that dies is replaced. */
export async function runProcesses(
  count: number,
  log: Log,
): Promise<{ url: string; stop: () => Promise<void> }> {
  gatherMetrics();
  let stopping = false;
  const start = (): Worker => {
    const worker = cluster.fork();
    worker.once("exit", (code, signal) => {
      if (stopping) return;
      log.error({ process: worker.process.pid, code, signal }, "a process ended; starting another");
      setTimeout(() => stopping || start(), RESTART_AFTER_MS);
    });
    return worker;
  };
  const addresses = await Promise.all(Array.from({ length: count }, () => isListening(start())));
  return {
    url: `http://localhost:${addresses[0]?.port}`,
    stop: async () => {
      stopping = true;
      const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(
        workers.map(async (worker) => {
          const ended = once(worker, "exit");
          worker.process.kill("SIGTERM");
          await ended;
        }),
      );
    },
  };
}

function isListening(worker: Worker): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    worker.once("listening", resolve);
    worker.once("exit", (code) => reject(new Error(`A process could not start (exit ${code}).`)));
  });
}
