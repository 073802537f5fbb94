import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { Result } from "autocannon";

const run = promisify(execFile);
const AUTOCANNON = createRequire(import.meta.url).resolve("autocannon");

export type Encoding = "identity" | "gzip" | "br";

/** What a load of some seconds met; latencies in milliseconds. */
export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  errors: number;
}

/** Asks one URL again and again over 20 connections, from a process of its own. */
export async function load(url: string, encoding: Encoding, seconds: number): Promise<Load> {
  const args = [AUTOCANNON, "-j", "-c", "20", "-d", String(seconds)];
  const { stdout } = await run(
    process.execPath,
    [...args, "-H", `accept-encoding=${encoding}`, url],
    { maxBuffer: 1 << 24 },
  );
  const { requests, latency, errors, non2xx } = JSON.parse(stdout) as Result;
  return {
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    max: latency.max,
    errors: errors + non2xx,
  };
}
