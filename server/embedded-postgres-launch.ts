import { spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "@/server/embedded-postgres-binaries";
import { findPostmaster, readPostmaster } from "@/server/embedded-postgres-postmaster";
import { type ServerUser, serverEnvironment } from "@/server/embedded-postgres-process";

export interface Launch {
  binaries: Binaries;
  user: ServerUser;
  data: string;
  log: string;
  fsync: boolean;
  settings: Record<string, string>;
}

/** For a machine that has other things to do; index builds and imports get the room they need. */
const SETTINGS = {
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};
const CARELESS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const LOG_BYTES_MAX = 10_000_000;
/** The port was taken since we asked, or children of a killed server are just about to go. */
const PASSING = /could not create any TCP\/IP sockets|pre-existing shared memory block/;
const ATTEMPTS = 20;

/** Starts the server, which outlives us, and waits until there is one. */
export async function launch(options: Launch): Promise<void> {
  await turnLog(options.log);
  for (let attempt = 1; ; attempt += 1) {
    const said = await attemptLaunch(options);
    // Ours, or one whose starter was killed before it had written postmaster.pid.
    if (said === null || (await findPostmaster(options.data))) return;
    if (attempt === ATTEMPTS || !PASSING.test(said)) {
      throw new Error(`PostgreSQL did not start. The end of ${options.log}:\n${lastLines(said)}`);
    }
    await delay(250);
  }
}

/** Null when the server is ready, otherwise what it said before it ended. */
async function attemptLaunch(options: Launch): Promise<string | null> {
  const { binaries, user, data } = options;
  const args = ["-D", data, ...Object.entries(await settingsOf(options)).flatMap(asArgument)];
  const log = await open(options.log, "a", 0o600);
  const { size } = await log.stat();
  const child = spawn(path.join(binaries.folder, "postgres"), args, {
    ...user,
    cwd: data,
    // A session of its own: Ctrl+C is for us, and we stop the server when we are done with it.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: { ...serverEnvironment(), ...(await staleFileEnvironment(data)) },
  });
  const ended = { why: "" };
  child.once("error", (error) => {
    ended.why = error.message;
  });
  child.once("exit", (code, signal) => {
    ended.why ||= `It ended with ${signal ?? `code ${code}`}.`;
  });
  child.unref();
  await log.close();
  while (!ended.why) {
    const postmaster = await readPostmaster(data);
    if (postmaster?.isReady && postmaster.pid === child.pid) return null;
    await delay(20);
  }
  const said = (await readFile(options.log)).subarray(size).toString("utf8");
  return `${said}\n${ended.why}`;
}

async function settingsOf({ fsync, settings }: Launch): Promise<Record<string, string>> {
  return {
    ...SETTINGS,
    ...(fsync ? {} : CARELESS),
    port: settings.port ?? String(await findFreePort()),
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  };
}

function asArgument([name, value]: [string, string]): string[] {
  return ["-c", `${name}=${value}`];
}

/**
 * A number in postmaster.pid that some other process has by now would keep PostgreSQL from
 * starting. Naming it as our grandparent, as pg_ctl does, makes that check pass it over and keeps
 * the one that matters, for living children of the dead server; deleting the file would lose both.
 */
async function staleFileEnvironment(data: string): Promise<Record<string, string>> {
  const left = await readPostmaster(data);
  return left === null ? {} : { PG_GRANDPARENT_PID: String(left.pid) };
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}

async function turnLog(log: string): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES_MAX) await rename(log, `${log}.old`);
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-20).join("\n");
}
