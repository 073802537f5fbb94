import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Site } from "@/bench/site";

/** Resident memory of a process, in megabytes. */
export async function residentMb({ child }: Pick<Site, "child">): Promise<number> {
  const ps = promisify(execFile)("ps", ["-o", "rss=", "-p", String(child.pid)]);
  // One that has ended holds nothing.
  const { stdout } = await ps.catch(() => ({ stdout: "0" }));
  return Number(stdout) / 1024;
}
