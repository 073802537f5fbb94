import cluster from "node:cluster";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Publications } from "@/db/publications";
import type { KeptAnswers } from "@/server/front/kept-answers";
import { shareMetrics } from "@/server/front/metrics-of-all";
import type { Turn } from "@/server/front/turn";

/** What the process counts, for Prometheus; no label ever holds anything that a reader sent. */
export interface Metrics {
  count(turn: Turn): void;
  read(): Promise<{ type: string; text: string }>;
}

export function startMetrics(kept: KeptAnswers, publications: Publications): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "placard_request_seconds",
    help: "Time until an answer was handed over, by kind of address, source of the answer and status.",
    labelNames: ["kind", "from", "status"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const gauge = (
    name: string,
    help: string,
    value: () => number,
    aggregator: "sum" | "max" = "max",
  ) =>
    new Gauge({
      name,
      help,
      aggregator,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge("placard_kept_answers", "Answers kept in memory.", () => kept.count, "sum");
  gauge("placard_kept_bytes", "Bytes of kept answers.", () => kept.bytes, "sum");
  gauge("placard_revision", "Newest publication known here.", () => publications.revision);
  gauge("placard_database_away", "1 while the database does not answer.", () =>
    publications.awaySince ? 1 : 0,
  );
  const readAll = cluster.isWorker ? shareMetrics(registry) : async () => null;
  return {
    count({ kind, from, response, startedAt }) {
      requests.observe(
        { kind, from, status: response.statusCode },
        (performance.now() - startedAt) / 1000,
      );
    },
    async read() {
      const text = await readAll();
      return { type: registry.contentType, text: text ?? (await registry.metrics()) };
    },
  };
}
