import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DEMO_PASSWORD } from "@/core/demo-password";
import type { VisitDraft } from "@/core/visit-draft";
import { connect } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { findData, settleFolder } from "@/server/embedded-postgres-place";
import { findPostmaster } from "@/server/embedded-postgres-postmaster";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";
import { filledDraft } from "@/tests/support/filled-draft";
import { atWork, type OfficeClient } from "@/tests/support/office-client";
import { schemeNamed } from "@/tests/support/schemes";
import { startServer, type TestServer } from "@/tests/support/server";
import { WebClient } from "@/tests/support/web-client";

/** Kills of the server and of the database each; a hundred when run by hand for an issue. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 3);
const SITES = 12;
const AT_ONCE = 4;
const ALAMEDA = schemeNamed("us-alameda@2012");

let folder: string;
let postgres: EmbeddedPostgres;
let server: TestServer;
/** Signed in once: tries that a kill cuts off count as failed, and a hundred would be too many. */
let session: WebClient;
let places: string[];
/** Those that the demonstration comes with. */
let invented: Set<string>;
/** Visits whose submission was acknowledged, and all that were begun. */
const acknowledged = new Set<string>();
const begun = new Set<string>();

const dataDir = () => path.join(folder, "data");

/** With fsync on, as an operator runs it. */
async function startPostgres(port?: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: dataDir(), settings: port ? { port } : {} });
}

/** Its invented officials sign in with a password alone. */
const startDemo = () => startServer(postgres.url, {}, ["--demo"]);

beforeAll(async () => {
  build();
  folder = await mkdtemp(path.join(tmpdir(), "placard-submissions-"));
  postgres = await startPostgres();
  server = await startDemo();
  session = new WebClient(server.url);
  await session.signIn("inspector@demo-toronto.example", DEMO_PASSWORD);
  const db = connect(postgres.url, { max: 1 });
  const listed = await db<{ publicId: string }[]>`
    select l.public_id from listings l join authorities a on a.id = l.authority_id
    where a.slug = 'demo-toronto' and l.state = 'open' order by l.public_id limit ${SITES}`;
  places = listed.map(({ publicId }) => publicId);
  const visits = await db<{ id: string }[]>`select id from visits`;
  invented = new Set(visits.map(({ id }) => id));
  await db.end();
});
afterAll(async () => {
  await server.stop();
  await postgres.stop();
  await removeEmbeddedPostgres(dataDir());
  await rm(folder, { recursive: true });
});

function draft(): VisitDraft {
  const today = new Date().toISOString().slice(0, 10);
  return filledDraft(ALAMEDA, { kind: "complaint", visitedOn: today });
}

/** The inspector at work, at the server that there is now. */
function atWorkNow(): OfficeClient {
  const client = new WebClient(server.url);
  for (const [name, value] of session.cookies) client.cookies.set(name, value);
  return atWork(client);
}

/** Submits one visit after the other until told to stop; what fails is left as it is. */
async function submitUntil(client: OfficeClient, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const id = randomUUID();
    const place = places[randomInt(places.length)] ?? "";
    try {
      const started = await client.start({ id, site: place });
      const at = started.headers.get("location")?.split("/").at(-1);
      if (started.status !== 303 || at === undefined || at.includes("?")) continue;
      begun.add(at);
      const answer = await client.submit(at, draft());
      if (answer.status === 200) acknowledged.add(at);
    } catch {
      // Cut off: nothing was acknowledged.
    }
  }
}

/** Kills something at a random moment while visits are submitted, then brings it back. */
async function killWhileSubmitting(kill: () => Promise<void>): Promise<void> {
  const client = atWorkNow();
  const before = acknowledged.size;
  let over = false;
  const workers = Array.from({ length: AT_ONCE }, () => submitUntil(client, () => over));
  try {
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before), { timeout: 60_000 });
    // The moment has to be any moment; nothing is waited for here.
    await pause(randomInt(400));
    await kill();
  } finally {
    over = true;
    await Promise.all(workers);
  }
}

async function expectEachOnceAndWhole(): Promise<void> {
  const db = connect(postgres.url, { max: 1 });
  const all = await db<
    { id: string; state: string; inspections: number; ratings: number; steps: string[] }[]
  >`
    select v.id, v.state,
      (select count(*) from inspections i where i.source_key = v.id::text) as inspections,
      (select count(*) from ratings r where r.visit_key = v.id::text) as ratings,
      array(select to_state from visit_steps s where s.visit_id = v.id order by s.id) as steps
    from visits v`;
  const [events] = await db<{ count: number; last: number }[]>`
    select count(*), max(position) as last from events`;
  await db.end();
  const rows = all.filter(({ id }) => !invented.has(id));
  for (const { id, state, inspections, ratings, steps } of rows) {
    const whole = { inspections: 1, ratings: 1, steps: ["draft", "submitted", "published"] };
    const none = { inspections: 0, ratings: 0, steps: ["draft"] };
    expect({ inspections, ratings, steps }, id).toEqual(state === "published" ? whole : none);
  }
  const published = new Set(rows.filter(({ state }) => state === "published").map(({ id }) => id));
  expect([...acknowledged].filter((id) => !published.has(id))).toEqual([]);
  expect(rows.every(({ id }) => begun.has(id) || !published.has(id))).toBe(true);
  expect(events?.count).toBe(events?.last);
}

test("a server killed while visits are submitted loses none that it acknowledged, and halves none", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await killWhileSubmitting(async () => {
      const gone = once(server.process, "exit");
      server.process.kill("SIGKILL");
      await gone;
    });
    server = await startDemo();
  }
  await expectEachOnceAndWhole();
  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
}, 1_800_000);

test("nor does a database that is killed", async () => {
  const before = acknowledged.size;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { port } = new URL(postgres.url);
    await killWhileSubmitting(async () => {
      // As root its data may lie elsewhere.
      const data = (await findData(await settleFolder(dataDir()))) ?? dataDir();
      process.kill((await findPostmaster(data))?.pid ?? Number.NaN, "SIGKILL");
    });
    await postgres.stop();
    postgres = await startPostgres(port);
    await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), {
      timeout: 30_000,
    });
  }
  await expectEachOnceAndWhole();
  expect(acknowledged.size).toBeGreaterThanOrEqual(before + ROUNDS);
}, 1_800_000);

test("what was cut off is submitted again under its number, and is there once", async () => {
  const client = atWorkNow();
  expect(begun.size).toBeGreaterThan(0);
  for (const id of begun) {
    const answer = await client.submit(id, draft());
    expect([id, answer.status]).toEqual([id, 200]);
    acknowledged.add(id);
  }
  await expectEachOnceAndWhole();
}, 600_000);
