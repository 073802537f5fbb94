import pino from "pino";
import type { Turn } from "@/server/front/turn";

/** Lines wait at most this long for others to be written with. */
const FLUSH_MS = 500;

/** The process's log: one JSON line each, written behind the request's back. */
export type Log = pino.Logger;

export function openLog(level: string): Log {
  const destination = pino.destination({ sync: false, minLength: 4096 });
  setInterval(() => destination.flush(), FLUSH_MS).unref();
  process.once("exit", () => destination.flushSync());
  return pino({ level, base: { pid: process.pid }, serializers: { err: tellFault } }, destination);
}

/** What went wrong and where; a fault of the database carries its query and connection with it. */
function tellFault(fault: unknown) {
  if (!(fault instanceof Error)) return { message: String(fault) };
  const { name, message, stack } = fault;
  return { name, message, stack, ...("code" in fault && { code: fault.code }) };
}

/**
 * One line a request: never an address, a query or a header, which may tell who looked for what.
 * What is answered from memory is only worth a line when someone looks for trouble.
 */
export function logTurn(log: Log, turn: Turn): void {
  const { statusCode } = turn.response;
  const level = statusCode >= 500 ? "error" : turn.from === "kept" ? "debug" : "info";
  if (!log.isLevelEnabled(level)) return;
  log[level](
    {
      id: turn.id,
      method: turn.request.method,
      path: turn.path,
      status: statusCode,
      from: turn.from,
      ms: Math.round((performance.now() - turn.startedAt) * 10) / 10,
    },
    "request",
  );
}
