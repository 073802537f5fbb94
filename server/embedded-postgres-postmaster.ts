import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode, worksIn } from "@/server/embedded-postgres-process";

const PATIENCE_MS = 60_000;

/** What the server of a data folder says of itself. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** The server at work on a data folder; null when there is none, whatever its file still says. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(data);
  return postmaster && (await worksIn(postmaster.pid, data)) ? postmaster : null;
}

/** What `postmaster.pid` says, true or left behind by a server that died. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const lines = await readLines(path.join(data, "postmaster.pid"));
  const pid = Number(lines[0]);
  const status = lines[7]?.trim() ?? "";
  const isReady = status === "ready" || status === "standby";
  return pid ? { pid, port: Number(lines[3]), isReady } : null;
}

/** Stops the server and waits until it has gone. Clients are cut off, nothing acknowledged is lost. */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = await findPostmaster(data);
  if (!postmaster) return;
  const startedAt = performance.now();
  let signal: NodeJS.Signals | null = "SIGINT";
  while (await worksIn(postmaster.pid, data)) {
    if (signal) sendSignal(postmaster.pid, signal);
    // Without the last checkpoint the next start only has more of the log to replay.
    signal = performance.now() - startedAt > PATIENCE_MS ? "SIGQUIT" : null;
    await delay(20);
  }
}

/** It may end by itself between the look and the signal. */
function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
