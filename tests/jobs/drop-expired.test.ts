import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, type Db } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";
import { startJobs } from "@/server/jobs/run-jobs";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let jobs: Awaited<ReturnType<typeof startJobs>> | null = null;

beforeEach(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 3 });
});
afterEach(async () => {
  await jobs?.stop();
  await db.end();
  await database.drop();
});

test("what has ended is removed by its job, and what holds stays", async () => {
  const { userId } = await enrol(db, []);
  const moments = { old: "-1 second", new: "1 hour" };
  for (const [id, wait] of Object.entries(moments)) {
    await db`
      insert into sessions (id, user_id, token, expires_at)
      values (${id}, ${userId}, ${id}, now() + ${wait}::interval)`;
    await db`
      insert into verifications (id, identifier, value, expires_at)
      values (${id}, ${id}, '', now() + ${wait}::interval)`;
  }
  const day = 24 * 60 * 60 * 1000;
  for (const [id, ago] of Object.entries({ old: day + 1000, new: day - 60_000 })) {
    await db`
      insert into rate_limits (id, key, count, last_request)
      values (${id}, ${id}, 9, ${Date.now() - ago})`;
  }
  jobs = await startJobs({
    url: database.url,
    storageUrl: undefined,
    baseUrl: "https://board.example",
    mail: null,
    log: () => {},
  });
  await queueJob(db, "drop-expired", {});
  const left = () => db`
    select id from sessions union all select id from verifications
    union all select id from rate_limits`;
  await vi.waitFor(
    async () => expect((await left()).map(({ id }) => id)).toEqual(["new", "new", "new"]),
    { timeout: 30_000, interval: 50 },
  );
});
