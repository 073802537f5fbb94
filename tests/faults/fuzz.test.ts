import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { createDatabase } from "@/tests/support/database";
import { sendAll } from "@/tests/support/fuzz";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";

/** `npm run bench -- --only fuzz` sends 100,000. */
const REQUESTS = 3000;
const AT_ONCE = 24;
let database: Awaited<ReturnType<typeof createDatabase>>;
let server: TestServer;

beforeAll(async () => {
  build();
  database = await createDatabase();
  const db = connect(database.url, { max: 1 });
  const sites = Array.from({ length: 120 }, (_, i) => String(i + 1));
  await load(db, "2026-01-10", [
    snapshot(),
    ...sites.flatMap((key) => [site(key), rating(key, "5")]),
  ]);
  await db.end();
  server = await startServer(database.url);
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

test("whatever is asked, the answer is right or a refusal, never a fault", async () => {
  const port = Number(new URL(server.url).port);
  const faults: string[] = [];
  let answered = 0;
  await sendAll(port, { count: REQUESTS, atOnce: AT_ONCE }, ({ name }, { status, type }) => {
    if (status !== null) answered += 1;
    const isApi = /^\d+: [A-Z]+ \/api\/v1/.test(name);
    // What is no HTTP at all is refused without words.
    const isRefused = status !== null && status >= 400 && type !== "";
    const isSilent = isApi && isRefused && type !== "application/problem+json";
    if ((status ?? 0) >= 500 || isSilent) faults.push(`${status} ${type} ${name}`);
  });
  expect(faults).toEqual([]);
  expect(answered).toBeGreaterThan(REQUESTS * 0.95);
  expect(server.process.exitCode).toBeNull();
});
