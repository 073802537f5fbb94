import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Site } from "@/bench/site";

/** Resident memory of a server's process, in megabytes. */
export async function residentMb({ child }: Site): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(child.pid)]);
  return Number(stdout) / 1024;
}
