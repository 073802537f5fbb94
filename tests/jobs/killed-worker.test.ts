import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { startJobs } from "@/server/jobs/run-jobs";
import { readBulkManifest } from "@/services/bulk-files";
import { openStorage } from "@/services/storage";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const WORKER = fileURLToPath(new URL("./work-until-killed.ts", import.meta.url));
const SITES = 20;
/** A dead worker's jobs must be free in seconds; the queue by itself waits four hours. */
const SOON = { timeout: 30_000, interval: 50 };

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let folder: string;
let child: ChildProcess;

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 3 });
  folder = mkdtempSync(path.join(tmpdir(), "placard-jobs-"));
  await load(db, "2026-01-01", [
    snapshot(),
    ...Array.from({ length: SITES }, (_, i) => [
      site(String(i + 1)),
      rating(String(i + 1), "5"),
    ]).flat(),
  ]);
});

afterEach(async () => {
  child.kill("SIGKILL");
  await db.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function spawnWorker(): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", WORKER, database.url, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Holds a lock until the returned function is called. */
async function hold(statement: string): Promise<() => Promise<void>> {
  const holder = await db.reserve();
  await holder.unsafe("begin");
  await holder.unsafe(statement);
  return async () => {
    await holder.unsafe("rollback");
    holder.release();
  };
}

/** Whether some worker has begun a job and now waits for a lock of the test's. */
async function isInTheMiddleOf(job: string): Promise<boolean> {
  const begun = await db`
    select from graphile_worker.jobs where task_identifier = ${job} and locked_by is not null`;
  const waiting = await db`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return begun.count === 1 && waiting.count > 0;
}

async function isQueued(job: string): Promise<boolean> {
  const jobs = await db`select from graphile_worker.jobs where task_identifier = ${job}`;
  return jobs.count > 0;
}

async function runNow(job: string): Promise<void> {
  await db`
    select graphile_worker.reschedule_jobs(array_agg(id), run_at := now())
    from graphile_worker.jobs where task_identifier = ${job}`;
}

function startOther() {
  const lines: string[] = [];
  const storage = openStorage("bulk", `file:${folder}`);
  const log = (_: string, message: string) => lines.push(message);
  const settings = { url: database.url, storageUrl: `file:${folder}` };
  const started = startJobs({ ...settings, baseUrl: "https://example.org", mail: null, log });
  return started.then(({ stop }) => ({ stop, lines, storage }));
}

test("a worker killed while it publishes leaves its job to another, and each change is made once", async () => {
  await db`
    update listings set next_change_at = food_stale_on::timestamp at time zone 'UTC'`;
  const release = await hold("select from event_counter for update");
  child = spawnWorker();
  await expect.poll(() => isInTheMiddleOf("publish-due"), SOON).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  const other = await startOther();
  await release();
  const isDue = async () =>
    (await db`select from listings where next_change_at <= now() limit 1`).count > 0;
  await expect.poll(isDue, SOON).toBe(false);
  await expect.poll(() => isQueued("publish-due"), SOON).toBe(false);
  await other.stop();
  const events = await db`
    select count(*) as events, count(distinct site_id) as sites from events where kind = 'aged'`;
  expect(events[0]).toEqual({ events: SITES, sites: SITES });
  expect(other.lines).toContain("The jobs of a worker that died are free again.");
});

test("a killed writer leaves no half file to readers, and the files are made by another", async () => {
  await runNow("write-bulk-files");
  // What the log of events needs, so that the other files are written by then.
  const release = await hold("lock table sites in access exclusive mode");
  child = spawnWorker();
  await expect.poll(() => isInTheMiddleOf("write-bulk-files"), SOON).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  const left = readdirSync(path.join(folder, "bulk"));
  expect(left.length).toBeGreaterThan(0);
  expect(await readBulkManifest(openStorage("bulk", `file:${folder}`))).toBeNull();
  const other = await startOther();
  await release();
  await expect.poll(() => isQueued("write-bulk-files"), SOON).toBe(false);
  await other.stop();
  const manifest = await readBulkManifest(other.storage);
  const named = manifest?.files.map((file) => file.name) ?? [];
  expect(named).toHaveLength(5);
  expect(readdirSync(path.join(folder, "bulk")).sort()).toEqual([...named, "index.json"].sort());
});

test("a worker told to stop finishes the job in hand", async () => {
  await runNow("write-bulk-files");
  const release = await hold("lock table sites in access exclusive mode");
  child = spawnWorker();
  await expect.poll(() => isInTheMiddleOf("write-bulk-files"), SOON).toBe(true);
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await release();
  expect(await gone).toEqual([0, null]);
  expect(await isQueued("write-bulk-files")).toBe(false);
});

test("a worker told to stop gives back a job that would take long", async () => {
  await runNow("write-bulk-files");
  const release = await hold("lock table sites in access exclusive mode");
  child = spawnWorker();
  await expect.poll(() => isInTheMiddleOf("write-bulk-files"), SOON).toBe(true);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  const jobs = await db`
    select locked_by, attempts from graphile_worker.jobs
    where task_identifier = 'write-bulk-files'`;
  expect(jobs).toEqual([{ lockedBy: null, attempts: 1 }]);
  await release();
});
