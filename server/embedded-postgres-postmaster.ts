import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode, worksIn } from "@/server/embedded-postgres-process";

const PATIENCE_MS = 60_000;

/** The living server of a data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** Null when no server is at work there, whatever number its `postmaster.pid` still holds. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const lines = await readPidFile(data);
  const pid = Number(lines[0]);
  if (!pid || !(await worksIn(pid, data))) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** The process number that a server left behind, living or not. */
export async function readPostmasterPid(data: string): Promise<number | null> {
  return Number((await readPidFile(data))[0]) || null;
}

/** Stops the server and waits until it has gone. Clients are cut off, nothing acknowledged is lost. */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = await findPostmaster(data);
  if (!postmaster) return;
  const startedAt = performance.now();
  let signal: NodeJS.Signals | null = "SIGINT";
  while (await worksIn(postmaster.pid, data)) {
    if (signal) process.kill(postmaster.pid, signal);
    // Without the last checkpoint the next start only has more of the log to replay.
    signal = performance.now() - startedAt > PATIENCE_MS ? "SIGQUIT" : null;
    await delay(20);
  }
}

async function readPidFile(data: string): Promise<string[]> {
  try {
    return (await readFile(path.join(data, "postmaster.pid"), "utf8")).split("\n");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
