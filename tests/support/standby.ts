import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { chooseUser, findData } from "@/server/embedded-postgres-place";
import { findPostmaster } from "@/server/embedded-postgres-postmaster";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";

/** A server of a test's own that can stop and come back under the same URL. */
export interface TestServer {
  folder: string;
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it at once; what it acknowledged is there when it starts again. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** Of the data folder, what belongs to the running primary and to nobody else. */
const OF_THE_PRIMARY = new Set(["postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot"]);

/** A migrated primary that keeps enough of its log for a standby that was away. */
export async function startPrimary(): Promise<TestServer> {
  const server = await startServer(await newFolder(), { wal_keep_size: "256MB" });
  await migrate(server.url);
  return server;
}

/**
 * A standby that streams from a primary. The installed binaries hold no pg_basebackup, so the copy
 * is made by its low-level steps: begin a backup, copy the files, end it, add its label.
 */
export async function startStandby(primary: TestServer): Promise<TestServer> {
  const folder = await newFolder();
  const source = (await findData(primary.folder)) ?? "";
  await mkdir(folder);
  const sql = postgres(primary.url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_backup_start('standby', fast => true)`;
    await copyData(source, folder);
    const [backup] = await sql<{ labelfile: string }[]>`
      select labelfile from pg_backup_stop(wait_for_archive => false)`;
    await writeFile(path.join(folder, "backup_label"), backup?.labelfile ?? "");
  } finally {
    await sql.end();
  }
  await writeFile(path.join(folder, "standby.signal"), "");
  await cp(`${primary.folder}.password`, `${folder}.password`);
  const user = await chooseUser(null);
  if (user.uid !== undefined) await giveTo(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  const { hostname, port, username, password } = new URL(primary.url);
  return startServer(folder, {
    primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
    wal_retrieve_retry_interval: "100ms",
  });
}

async function startServer(folder: string, own: Record<string, string>): Promise<TestServer> {
  const settings = { synchronous_commit: "on", ...own };
  const first = await startEmbeddedPostgres({ dataDir: folder, fsync: false, settings });
  const { port } = new URL(first.url);
  let running: typeof first | null = first;
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  return {
    folder,
    url: first.url,
    async start() {
      const options = { dataDir: folder, fsync: false, settings: { ...settings, port } };
      running = await startEmbeddedPostgres(options);
    },
    stop,
    async kill() {
      const data = (await findData(folder)) ?? "";
      process.kill((await findPostmaster(data))?.pid ?? 0, "SIGKILL");
      await stop();
    },
    async remove() {
      await stop();
      await removeEmbeddedPostgres(folder);
      await rm(path.dirname(folder), { recursive: true });
    },
  };
}

/** Below a folder that the server's user can enter. */
async function newFolder(): Promise<string> {
  const parent = await mkdtemp(path.join(os.tmpdir(), "placard-standby-"));
  await chmod(parent, 0o755);
  return path.join(parent, "postgres");
}

async function copyData(source: string, target: string): Promise<void> {
  for (const name of await readdir(source)) {
    if (OF_THE_PRIMARY.has(name)) continue;
    await cp(path.join(source, name), path.join(target, name), { recursive: true });
  }
  for (const name of ["pg_wal", "pg_replslot"]) await mkdir(path.join(target, name));
}

async function giveTo(folder: string, uid: number, gid: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all([
    chown(folder, uid, gid),
    ...entries.map((entry) => chown(path.join(folder, entry), uid, gid)),
  ]);
}
