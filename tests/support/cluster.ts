import { access, chmod, constants, mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { stopPostmaster } from "@/server/embedded-postgres-postmaster";
import { identifyProcess } from "@/server/embedded-postgres-process";

declare module "vitest" {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

const PREFIX = "placard-test-";
/** A container's shared memory is often 64 MB, which a cluster does not fit in. */
const ROOM_BYTES = 2 ** 30;

/** One private cluster for the whole run, with a migrated template that every test file clones. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const parent = await chooseParent();
  await clearDeadRuns(parent);
  const folder = await mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`));
  // For the server, which does not run as root.
  await chmod(folder, 0o711);
  const cluster = await startEmbeddedPostgres({
    dataDir: path.join(folder, "postgres"),
    fsync: false,
    settings: { max_connections: "200" },
  });
  const remove = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true });
  };
  try {
    await makeTemplate(cluster.url);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide("clusterUrl", cluster.url);
  return remove;
}

async function makeTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`create database placard_template`;
    await migrate(url.replace(/[^/]*$/, "placard_template"));
    // Someone connected to a template keeps it from being cloned.
    await sql`alter database placard_template allow_connections false`;
  } finally {
    await sql.end();
  }
}

async function chooseParent(): Promise<string> {
  try {
    await access("/dev/shm", constants.W_OK);
    const { bavail, bsize } = await statfs("/dev/shm");
    return bavail * bsize > ROOM_BYTES ? "/dev/shm" : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}

/** A run that was killed leaves its server behind. */
async function clearDeadRuns(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(parent, name);
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    // Another run may be clearing the same ones.
    const found = await stat(folder).catch(() => null);
    if (found?.uid !== process.getuid?.() || (await identifyProcess(pid)) !== null) continue;
    await stopPostmaster(path.join(folder, "postgres"));
    await rm(folder, { recursive: true, force: true });
  }
}
