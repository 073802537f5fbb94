import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "@/server/embedded-postgres-binaries";
import { answers, databaseUrl, ensureDatabase } from "@/server/embedded-postgres-connection";
import { createData } from "@/server/embedded-postgres-create";
import { launch } from "@/server/embedded-postgres-launch";
import { claimOwnership, type Ownership } from "@/server/embedded-postgres-ownership";
import {
  chooseUser,
  findData,
  isRoot,
  settleFolder,
  sharedHome,
} from "@/server/embedded-postgres-place";
import { findPostmaster, stopPostmaster } from "@/server/embedded-postgres-postmaster";

export interface EmbeddedPostgres {
  url: string;
  /** Shuts the server down if we own it; a process that only joined just leaves. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** False trades durability for speed; for tests only. */
  fsync?: boolean;
  settings?: Record<string, string>;
}

interface Running {
  url: string;
  data: string;
}

/** Initialising a data folder on a slow disk takes a while. */
const PATIENCE_MS = 120_000;

/**
 * Runs PostgreSQL on a data folder, or joins the one that runs there. Who starts it, or finds it
 * left behind by a process that died, owns it and stops it. Password and log lie beside the folder,
 * as `<folder>.password` and `<folder>.log`. As root, for a folder that `nobody` cannot reach, the
 * data is under /var/lib/placard and the folder's file `moved-to` says where.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = await settleFolder(options.dataDir);
  const startedAt = performance.now();
  while (performance.now() - startedAt < PATIENCE_MS) {
    const ownership = await claimOwnership(folder);
    if (ownership) return own(folder, options, ownership);
    const url = await join(folder);
    if (url) return { url, stop: async () => {} };
    await delay(50);
  }
  throw new Error(`Another Placard process holds ${folder}, and its database does not answer.`);
}

async function own(
  folder: string,
  options: EmbeddedOptions,
  ownership: Ownership,
): Promise<EmbeddedPostgres> {
  let running: Running;
  try {
    const data = await findData(folder);
    const orphan = data === null ? null : await reach(folder, data);
    running = orphan ?? (await start(folder, data, options));
  } catch (error) {
    await ownership.release();
    throw error;
  }
  const stop = async () => {
    await stopPostmaster(running.data);
    await ownership.release();
  };
  let stopped: Promise<void> | null = null;
  return {
    url: running.url,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function start(
  folder: string,
  existing: string | null,
  options: EmbeddedOptions,
): Promise<Running> {
  const { fsync = true, settings = {} } = options;
  const user = await chooseUser(existing);
  const version = existing && (await readFile(path.join(existing, "PG_VERSION"), "utf8"));
  const copies = isRoot ? sharedHome : async () => path.dirname(folder);
  const binaries = await findBinaries(version ? Number.parseInt(version, 10) : null, user, copies);
  const data = existing ?? (await createData(folder, { binaries, user, fsync }));
  const log = `${folder}.log`;
  await launch({ binaries, user, data, log, fsync, settings });
  try {
    const running = await reach(folder, data);
    if (running) return running;
  } catch (error) {
    await stopPostmaster(data);
    throw error;
  }
  throw new Error(`PostgreSQL started and ended at once; ${log} says why.`);
}

/** The server at work on the data once it answers; null when there is none. */
async function reach(folder: string, data: string): Promise<Running | null> {
  let postmaster = await findPostmaster(data);
  while (postmaster) {
    const url = await databaseUrl(folder, postmaster.port);
    if (postmaster.isReady && (await ensureDatabase(url))) return { url, data };
    await delay(20);
    postmaster = await findPostmaster(data);
  }
  return null;
}

/** The URL of the server that a living owner runs, once it answers. */
async function join(folder: string): Promise<string | null> {
  const data = await findData(folder);
  const postmaster = data === null ? null : await findPostmaster(data);
  if (!postmaster?.isReady) return null;
  const url = await databaseUrl(folder, postmaster.port);
  return (await answers(url)) ? url : null;
}
