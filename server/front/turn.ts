import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { OFFICE_PAGE } from "@/core/office-path";

/** One request on its way through the front. */
export interface Turn {
  request: IncomingMessage;
  response: ServerResponse;
  /** Given back as `X-Request-Id` and named in the log. */
  id: string;
  startedAt: number;
  /** Path and query as sent, always with a leading slash. */
  target: string;
  path: string;
  /** Where the answer came from, for metrics and log. */
  from: "kept" | "made" | "last-good" | "next" | "front";
  kind: Kind;
  /** Headers that any answer to it has: names and values in turn, as `writeHead` takes them. */
  headers: string[];
  /** Whether it has been taken from what its address may ask. */
  counted: boolean;
}

type Kind = "page" | "office" | "api" | "map" | "open-web" | "file" | "asset" | "own" | "other";

const prefix = randomBytes(6).toString("base64url");
let count = 0;

/**
 * Begins a turn; null where the target is no plain path, as in a proxy's request: one with dot
 * segments would be read as another path by whoever answers it.
 */
export function beginTurn(
  request: IncomingMessage,
  response: ServerResponse,
  stopping: boolean,
): Turn | null {
  const target = request.url ?? "";
  if (!target.startsWith("/")) return null;
  const query = target.indexOf("?");
  const path = query < 0 ? target : target.slice(0, query);
  if (INDIRECT.test(path)) return null;
  count += 1;
  const id = `${prefix}-${count.toString(36)}`;
  const headers = [...COMMON_HEADERS, "x-request-id", id];
  if (stopping) headers.push("connection", "close");
  return {
    request,
    response,
    id,
    startedAt: performance.now(),
    target,
    path,
    from: "front",
    kind: kindOf(path),
    headers,
    counted: false,
  };
}

/** Puts the common headers on a response that somebody else will write. */
export function handOver({ response, headers }: Turn): void {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    response.setHeader(headers[i] ?? "", headers[i + 1] ?? "");
  }
}

const COMMON_HEADERS = [
  ...["x-content-type-options", "nosniff"],
  ...["referrer-policy", "strict-origin-when-cross-origin"],
];

/** Dot segments in any spelling, and what URL parsers read as slashes or cut off. */
const INDIRECT = /(^|\/)(\.|%2e){1,2}(\/|$)|[\\#]/i;

const PAGE = /^\/(en|zh|ar)(\/|$)/;
/** What the pages of the back-office send to, and what identity answers itself. */
const OFFICE_MACHINE = /^\/(office|api\/auth)\//;
const OPEN_WEB =
  /^\/(feeds|sitemaps|pictures)\/|^\/(sitemap\.xml|robots\.txt|schemes\/schema\.json)$/;
const OWN = new Set(["/healthz", "/readyz", "/metrics"]);

function kindOf(path: string): Kind {
  if (path.startsWith("/api/v1/map/")) return "map";
  if (OFFICE_PAGE.test(path) || OFFICE_MACHINE.test(path)) return "office";
  if (path.startsWith("/api/") || path === "/api") return "api";
  if (path.startsWith("/_next/static/")) return "asset";
  if (PAGE.test(path)) return "page";
  if (OPEN_WEB.test(path)) return "open-web";
  if (path.startsWith("/data/files/")) return "file";
  return OWN.has(path) ? "own" : "other";
}
