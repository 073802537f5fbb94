import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Publications } from "@/db/publications";
import type { Readers } from "@/db/readers";
import { type Answer, mayBeKept } from "@/server/front/answer";
import { failureAnswer } from "@/server/front/failure-answer";
import type { Kept, KeptAnswers } from "@/server/front/kept-answers";
import { type Log, logTurn } from "@/server/front/log";
import type { MachinePaths } from "@/server/front/machine-paths";
import type { Metrics } from "@/server/front/metrics";
import { isForEverybody, type NextPages, pageAddress } from "@/server/front/next-pages";
import type { OwnPaths } from "@/server/front/own-paths";
import { problemAnswer } from "@/server/front/problem-answer";
import type { RequestLimit } from "@/server/front/request-limit";
import {
  readyParcel,
  revisionSeen,
  sendKept,
  sendLastGood,
  sendOnce,
  sendParcel,
} from "@/server/front/send-answer";
import { beginTurn, handOver, type Turn } from "@/server/front/turn";
import { withinTime } from "@/server/front/within-time";

interface Parts {
  machine: MachinePaths;
  pages: NextPages;
  own: OwnPaths;
  office: (turn: Turn) => void;
  kept: KeptAnswers;
  publications: Publications;
  readers: Readers;
  limit: RequestLimit;
  metrics: Metrics;
  log: Log;
  /** False in development, where pages change with their code. */
  keepPages: boolean;
  /** Once true, connections are closed after their answer. */
  isStopping: () => boolean;
}

/** How long a reader who has seen a newer publication waits for it to reach this process. */
const CATCH_UP_MAX_MS = 500;

/** What comes with a body: inputs to rate, and what tax authorities sign. */
const TAKES_BODY = /^\/api\/v1\/(schemes\/[^/]+\/[^/]+\/rate|tax\/batches)$/;

const RETRIES_MS = [100, 400];
/** A fault so soon after the database came back is put down to it. */
const SHAKY_MS = 5000;

/** Answers every request (DESIGN §2): from what is kept, by the machine paths, or by Next. */
export function createFront(parts: Parts) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const turn = beginTurn(request, response, parts.isStopping());
    if (!turn) {
      response.writeHead(400, { connection: "close" }).end();
      return;
    }
    response.once("close", () => {
      parts.metrics.count(turn);
      logTurn(parts.log, turn);
    });
    answer(parts, turn)
      .catch((error: unknown) => fail(parts, turn, error))
      .catch((error: unknown) => {
        parts.log.error({ id: turn.id, err: error }, "no answer could be given");
        response.destroy();
      });
  };
}

/**
 * Answers what is kept and ready to be sent, which is most of what is asked, without waiting for
 * anything. False for everything else.
 */
function answerAtOnce({ kept, limit, publications, readers }: Parts, turn: Turn): boolean {
  const { request, kind } = turn;
  const isApi = kind === "map" || kind === "api";
  if (request.method !== "GET" || !readers.canRead || !(isApi || kind === "page")) return false;
  if (kind === "page" && !isForEverybody(request)) return false;
  if (revisionSeen(request.headers["if-none-match"]) > publications.revision) return false;
  const fresh = kept.findFresh(isApi ? turn.target : pageAddress(turn));
  const parcel = fresh && readyParcel(turn, fresh);
  if (!fresh || !parcel) return false;
  turn.from = "kept";
  if (!isApi || limit(turn)) sendParcel(turn, fresh, parcel);
  return true;
}

async function answer(parts: Parts, turn: Turn): Promise<void> {
  if (answerAtOnce(parts, turn)) return;
  const { kind, request } = turn;
  const isMachine = kind === "api" || kind === "map" || kind === "open-web" || kind === "file";
  if (kind === "own") return parts.own(turn);
  if (kind === "office") return parts.office(turn);
  if (isMachine && request.method === "OPTIONS") return passToMachine(parts, turn);
  if (request.method === "POST" && TAKES_BODY.test(turn.path)) {
    return parts.limit(turn) ? passToMachine(parts, turn) : undefined;
  }
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(turn);
  if (!isReadable(turn.path)) return sendOnce(turn, failureAnswer(turn, 400));
  if (kind === "asset") return parts.pages.pass(turn);
  if (kind === "api" || kind === "map") {
    if (!parts.limit(turn)) return;
    if (turn.path === "/api/v1/events") return passToMachine(parts, turn);
  }
  if (kind === "file") return parts.limit(turn) ? passToMachine(parts, turn) : undefined;
  if (isMachine) {
    return answerKept(parts, turn, turn.target, () => parts.machine.answer(turn.target));
  }
  if (kind === "page" && parts.keepPages && isForEverybody(request)) {
    const address = pageAddress(turn);
    return answerKept(parts, turn, address, () => parts.pages.draw(address));
  }
  if (!parts.readers.canRead) return sendOnce(turn, failureAnswer(turn, 503));
  if (parts.limit(turn)) parts.pages.pass(turn);
}

function passToMachine({ machine, readers }: Parts, turn: Turn): void {
  if (turn.kind === "api" && !readers.canRead) {
    sendOnce(turn, failureAnswer(turn, 503));
    return;
  }
  turn.from = "made";
  handOver(turn);
  machine.pass(turn.request, turn.response);
}

/** Answers from what is kept, else makes the answer; while that fails, with the last good one. */
async function answerKept(
  parts: Parts,
  turn: Turn,
  key: string,
  produce: () => Promise<Answer>,
): Promise<void> {
  const { kept, publications, readers } = parts;
  // Another process may have heard of a publication first and shown it to this reader.
  const seen = revisionSeen(turn.request.headers["if-none-match"]);
  if (seen > publications.revision) await publications.reached(seen, CATCH_UP_MAX_MS);
  const last = kept.findLast(key);
  if (!readers.canRead) {
    if (last) return sendLastGood(turn, last, heldUntil(parts, last));
    return sendOnce(turn, failureAnswer(turn, 503));
  }
  const fresh = kept.findFresh(key);
  if (fresh) {
    turn.from = "kept";
    return sendKept(turn, fresh);
  }
  // Of the API every answer has been counted, of pages only those that are not in memory.
  if (!parts.limit(turn)) return;
  turn.from = "made";
  const made = await withinTime(kept.make(key, produce));
  if (made.status >= 500) throw new Error(`${turn.path} was answered with ${made.status}.`);
  return mayBeKept(made) ? sendKept(turn, made) : sendOnce(turn, made);
}

/** The last moment at which an answer is known to have been right. */
function heldUntil({ kept, publications }: Parts, last: Kept): number {
  const known = publications.awaySince?.getTime() ?? Date.now();
  return kept.isUntouched(last) ? Math.min(known, last.until) : last.madeAt;
}

/**
 * Tries again, a little later each time, where the database answers: it may be just going, when some
 * connections are closed before others, or just back, when each tells its last error once more.
 */
async function fail(parts: Parts, turn: Turn, error: unknown, tries = 0): Promise<void> {
  const { log, publications, kept } = parts;
  log.error({ id: turn.id, path: turn.path, err: error }, "no answer could be made");
  if (turn.response.headersSent) {
    turn.response.destroy();
    return;
  }
  // What was sent with it may have been read, and done.
  const pauseMs = turn.kind === "office" ? undefined : RETRIES_MS[tries];
  if (pauseMs !== undefined) await delay(pauseMs);
  const isUp = await publications.check();
  if (isUp && pauseMs !== undefined) {
    return answer(parts, turn).catch((next: unknown) => fail(parts, turn, next, tries + 1));
  }
  if (turn.kind === "office") return sendOnce(turn, failureAnswer(turn, isUp ? 500 : 503));
  const key = turn.kind === "page" ? pageAddress(turn) : turn.target;
  const last = kept.findLast(key);
  if (last) return sendLastGood(turn, last, heldUntil(parts, last));
  const isShaky = Date.now() - publications.cameBackAt.getTime() < SHAKY_MS;
  sendOnce(turn, failureAnswer(turn, isUp && !isShaky ? 500 : 503));
}

/** Whether a path is text at all: Next answers one that is not with a fault. */
function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

const ALLOWED = "GET, HEAD, OPTIONS";

function refuseMethod(turn: Turn): void {
  // The body of the refused request is not read.
  turn.headers.push("connection", "close");
  const title = "This method is not allowed here";
  const allow = TAKES_BODY.test(turn.path) ? "POST, OPTIONS" : ALLOWED;
  const detail = `${turn.path} answers ${allow}.`;
  sendOnce(turn, problemAnswer(turn, { status: 405, title, detail }, { allow }));
}
