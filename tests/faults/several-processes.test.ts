import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { createDatabase } from "@/tests/support/database";
import { request } from "@/tests/support/raw-request";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";

const READERS = 20;
let database: Awaited<ReturnType<typeof createDatabase>>;
let server: TestServer;

beforeAll(async () => {
  build();
  database = await createDatabase();
  const db = connect(database.url, { max: 1 });
  await load(db, "2026-01-10", [snapshot(), site("1"), rating("1", "5")]);
  await db.end();
  server = await startServer(database.url, { PROCESSES: "2" });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** The processes that answer: children of the one that was started. */
function listProcesses(): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="]).toString();
  return table.split("\n").flatMap((line) => {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === server.process.pid && args.includes("server/start.ts")
      ? [Number(pid)]
      : [];
  });
}

test("one of two processes killed under load fails only what it had in hand, and is replaced", async () => {
  const before = listProcesses();
  expect(before).toHaveLength(2);
  let reading = true;
  const failures = new Array<number>(READERS).fill(0);
  const statuses = new Set<number>();
  let answered = 0;
  const read = async (reader: number) => {
    while (reading) {
      try {
        statuses.add((await request(`${server.url}/en`)).status);
        answered += 1;
      } catch {
        failures[reader] = (failures[reader] ?? 0) + 1;
      }
    }
  };
  const readers = Array.from({ length: READERS }, (_, reader) => read(reader));
  const more = async (count: number) => {
    const from = answered;
    await vi.waitFor(() => expect(answered).toBeGreaterThan(from + count), { timeout: 30_000 });
  };
  await more(500);
  process.kill(before[0] ?? 0, "SIGKILL");
  await more(500);
  await vi.waitFor(() => expect(listProcesses()).toHaveLength(2), { timeout: 30_000 });
  await more(500);
  reading = false;
  await Promise.all(readers);
  expect([...statuses]).toEqual([200]);
  expect(Math.max(...failures)).toBeLessThanOrEqual(1);
});

test("whichever process is asked, the counts are those of all", async () => {
  const counted = async () => {
    const { text } = await request(`${server.url}/metrics`);
    const line = /^placard_request_seconds_count\{kind="page",from="kept",status="200"\} (\d+)/m;
    return Number(line.exec(text)?.[1]);
  };
  // A process that is still starting cannot be counted with the others yet.
  await vi.waitFor(async () => expect(await counted()).toBeGreaterThan(1000), { timeout: 30_000 });
  const before = await counted();
  for (let i = 0; i < 20; i += 1) await request(`${server.url}/en`);
  await vi.waitFor(async () => expect(await counted()).toBe(before + 20), { timeout: 30_000 });
});

test("a stop lets answers under way finish and refuses what comes after", async () => {
  const cold = Array.from({ length: 20 }, (_, i) => request(`${server.url}/en?q=stop${i}`));
  await request(`${server.url}/en?q=stop0`);
  const waiting = request(`${server.url}/api/v1/events?after=0&wait=25&limit=1`);
  const follower = request(`${server.url}/api/v1/events?after=2&wait=25`);
  await waiting;
  const stopped = server.stop();
  const answers = await Promise.allSettled(cold);
  await stopped;
  // Who waits for news is let go with none.
  expect((await follower).status).toBe(200);
  const whole = answers.filter((one) => one.status === "fulfilled");
  expect(whole.every(({ value }) => value.status === 200)).toBe(true);
  // What had no connection yet may have been refused; nothing that was begun was cut off.
  for (const one of answers) {
    if (one.status === "rejected") expect(one.reason.code).toBe("ECONNREFUSED");
  }
  await expect(request(`${server.url}/en`)).rejects.toThrow();
});
