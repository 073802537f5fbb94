import { timingSafeEqual } from "node:crypto";
import type { Publications } from "@/db/publications";
import type { Readers } from "@/db/readers";
import type { Metrics } from "@/server/front/metrics";
import { sendOnce } from "@/server/front/send-answer";
import type { Turn } from "@/server/front/turn";

/** Answers what operators and load balancers ask: `/healthz`, `/readyz`, `/metrics`. */
export type OwnPaths = (turn: Turn) => Promise<void>;

export function ownPaths(
  parts: {
    publications: Publications;
    readers: Readers;
    metrics: Metrics;
    isStopping: () => boolean;
  },
  metricsToken: string | undefined,
): OwnPaths {
  return async (turn) => {
    if (turn.path === "/healthz") return say(turn, 200, { ok: true });
    if (turn.path === "/readyz") {
      const { awaySince, revision } = parts.publications;
      const ready = parts.readers.canRead && !parts.isStopping();
      return say(turn, ready ? 200 : 503, { ready, revision, databaseAwaySince: awaySince });
    }
    if (!mayReadMetrics(turn, metricsToken)) return say(turn, 403, { error: "not from here" });
    const { type, text } = await parts.metrics.read();
    sendOnce(turn, { status: 200, headers: { "content-type": type }, body: text });
  };
}

function say(turn: Turn, status: number, body: unknown): void {
  sendOnce(turn, {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What proxies add to what they pass on. */
const PROXY_HEADERS = ["x-forwarded-for", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

/** With the token where there is one; else from this machine itself, not through a proxy on it. */
function mayReadMetrics({ request }: Turn, token: string | undefined): boolean {
  if (token) {
    const given = Buffer.from(request.headers.authorization ?? "");
    const right = Buffer.from(`Bearer ${token}`);
    return given.length === right.length && timingSafeEqual(given, right);
  }
  const address = request.socket.remoteAddress ?? "";
  const local = /^(::1|(::ffff:)?127\.)/.test(address);
  return local && !PROXY_HEADERS.some((name) => request.headers[name] !== undefined);
}
