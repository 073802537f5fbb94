import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";

/** Whichever process is asked, the counts are those of all: the first process gathers them. */
const QUESTION = "placard-metrics?";
interface Reply {
  /** Null where one of them did not answer in time, as while it starts. */
  placardMetrics: string | null;
}

/** In the first process: answers the others' questions. */
export function gatherMetrics(): void {
  const all = new AggregatorRegistry();
  cluster.on("message", async (worker: Worker, message: unknown) => {
    if (message !== QUESTION) return;
    const placardMetrics = await all.clusterMetrics().catch(() => null);
    if (worker.isConnected()) worker.send({ placardMetrics } satisfies Reply);
  });
}

/** In a process that answers: offers its counts, and asks for those of all. */
export function shareMetrics(own: Registry): () => Promise<string | null> {
  AggregatorRegistry.setRegistries(own);
  // Made for its listener, which answers the first process.
  new AggregatorRegistry();
  return () =>
    new Promise((resolve) => {
      const listen = (message: unknown) => {
        if (!isReply(message)) return;
        process.off("message", listen);
        resolve(message.placardMetrics);
      };
      process.on("message", listen);
      process.send?.(QUESTION);
    });
}

function isReply(message: unknown): message is Reply {
  return typeof message === "object" && message !== null && "placardMetrics" in message;
}
