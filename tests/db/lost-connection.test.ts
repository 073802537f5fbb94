import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";

let database: Awaited<ReturnType<typeof createDatabase>>;
let other: Db;

beforeAll(async () => {
  database = await createDatabase();
  other = connect(database.url, { max: 1 });
});
afterAll(async () => {
  await other.end();
  await database.drop();
});

test("a transaction whose connection the database closes fails, and the process lives on", async () => {
  const faults: Error[] = [];
  const note = (fault: Error) => void faults.push(fault);
  process.on("uncaughtExceptionMonitor", note);
  onTestFinished(() => void process.off("uncaughtExceptionMonitor", note));
  for (let round = 0; round < 3; round += 1) {
    // postgres.js gives the connection of such a transaction back to no pool.
    const db = connect(database.url, { max: 1 });
    const cut = db.begin(async (tx) => {
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await Promise.all([
        tx`select pg_sleep(60)`,
        other`select pg_terminate_backend(${own?.pid ?? 0}::int)`,
      ]);
    });
    await expect(cut).rejects.toMatchObject({ code: expect.stringMatching(/57P01|CONNECTION/) });
    for (let i = 0; i < 5; i += 1) await turn();
    await db.end({ timeout: 0 });
  }
  expect(faults).toEqual([]);
});
