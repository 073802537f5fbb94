import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { build } from "@/server/bootstrap.mjs";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";
import { type RawAnswer, request } from "@/tests/support/raw-request";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";

const READERS = 50;
const WARM = ["/en", "/zh/data", "/ar?q=bread"];
let folder: string;
let dataDir: string;
let postgres: EmbeddedPostgres | undefined;
let server: TestServer;

/** On the same port each time: its address does not change when a database is restarted. */
function startPostgres(): Promise<EmbeddedPostgres> {
  const settings = postgres ? { port: new URL(postgres.url).port } : {};
  return startEmbeddedPostgres({ dataDir, fsync: false, settings });
}

beforeAll(async () => {
  build();
  folder = await mkdtemp(path.join(tmpdir(), "placard-away-"));
  dataDir = path.join(folder, "data");
  postgres = await startPostgres();
  await migrate(postgres.url);
  const db = connect(postgres.url, { max: 1 });
  await load(db, "2026-01-10", [
    snapshot(),
    site("1", { name: "Bread and More" }),
    rating("1", "5"),
  ]);
  await db.end();
  server = await startServer(postgres.url);
  for (const path of WARM) await request(server.url + path);
});
afterAll(async () => {
  await server.stop();
  await postgres?.stop();
  await removeEmbeddedPostgres(dataDir);
  await rm(folder, { recursive: true });
});

test("while the database is stopped what is kept goes on with its age, the rest says so, and all recovers", async () => {
  let reading = true;
  const answers: { path: string; warm: boolean; answer: RawAnswer }[] = [];
  const read = async (reader: number) => {
    for (let i = 0; reading; i += 1) {
      const warm = (reader + i) % 3 !== 0;
      const path = warm ? (WARM[i % WARM.length] ?? "/en") : `/en?q=cold${reader}-${i}`;
      answers.push({ path, warm, answer: await request(server.url + path) });
      await setImmediate();
    }
  };
  const readers = Array.from({ length: READERS }, (_, reader) => read(reader));
  await postgres?.stop();
  const seen = (matches: (one: (typeof answers)[number]) => boolean) =>
    vi.waitFor(() => expect(answers.some(matches)).toBe(true), { timeout: 30_000 });
  for (const path of WARM) {
    await seen((one) => one.path === path && "placard-as-of" in one.answer.headers);
  }
  await seen((one) => !one.warm && one.answer.status === 503);
  expect((await request(`${server.url}/readyz`)).status).toBe(503);
  expect((await request(`${server.url}/healthz`)).status).toBe(200);

  postgres = await startPostgres();
  const back = answers.length;
  await vi.waitFor(
    async () => {
      for (const path of [...WARM, "/en?q=new"]) {
        const answer = await request(server.url + path);
        expect(answer.status).toBe(200);
        expect(answer.headers).not.toHaveProperty("placard-as-of");
      }
    },
    { timeout: 30_000 },
  );
  reading = false;
  await Promise.all(readers);

  expect(back).toBeGreaterThan(READERS);
  for (const { path, warm, answer } of answers) {
    const shown = `${path}: ${answer.status}`;
    expect(warm ? [200] : [200, 503], shown).toContain(answer.status);
    if (answer.status === 503) expect(answer.headers["retry-after"], shown).toBeDefined();
  }
  const aged = answers.find((one) => one.path === "/en" && "placard-as-of" in one.answer.headers);
  expect(aged?.answer.text).toContain("It shows what was published as of");
  expect(Number(aged?.answer.headers.age)).toBeGreaterThanOrEqual(0);
});
