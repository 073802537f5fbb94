import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BulkSettings } from "@/server/jobs/write-bulk-files";

const PROCESS = fileURLToPath(new URL("./process.ts", import.meta.url));

/**
 * Writes the bulk files in a process of its own: encoding millions of rows would hold up the
 * requests in this one. It ends with this one, also when that is killed.
 */
export async function writeBulkFilesApart(
  settings: BulkSettings,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const child = fork(PROCESS, { execArgv: ["--import", "tsx"] });
  const stop = () => child.connected && child.disconnect();
  // Not as an argument, which every user of the machine can read.
  child.send(settings);
  signal.addEventListener("abort", stop);
  try {
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error("The bulk files could not be written.");
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
