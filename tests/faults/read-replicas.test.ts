import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { connect, type Db, database, readDatabase } from "@/db/client";
import { type Publications, watchPublications } from "@/db/publications";
import { type Readers, startReaders } from "@/db/readers";
import { publishRating, publishUnheard } from "@/tests/support/publication";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startPrimary, startStandby, type TestServer } from "@/tests/support/standby";

let primary: TestServer;
let standby: TestServer;
/** Of the test's own, for what an operator or another process does. */
let onPrimary: Db;
let onStandby: Db;
let id: string;
let watch: Publications;
let readers: Readers;

beforeAll(async () => {
  primary = await startPrimary();
  standby = await startStandby(primary);
  onPrimary = connect(primary.url, { max: 2 });
  onStandby = connect(standby.url, { max: 2 });
  process.env.DATABASE_URL = primary.url;
  await load(onPrimary, "2026-01-01", [snapshot(), site("1"), rating("1", "5")]);
  const [listing] = await onPrimary<{ publicId: string }[]>`select public_id from listings`;
  id = listing?.publicId ?? "";
});

beforeEach(async () => {
  watch = await watchPublications(primary.url, database());
  readers = await startReaders([standby.url], watch);
});

afterEach(async () => {
  await readers.stop();
  await watch.stop();
});

afterAll(async () => {
  await Promise.all([database(), onPrimary, onStandby].map((db) => db.end({ timeout: 1 })));
  await standby.remove();
  await primary.remove();
});

interface Shown {
  ratedOn: string;
  byStandby: boolean;
}

/** One answer to a reader, made as the front makes it. */
async function read(): Promise<Shown> {
  const settle = readers.begin();
  const [row] = await readDatabase()<Shown[]>`
    select food_rated_on as rated_on, pg_is_in_recovery() as by_standby
    from listings where public_id = ${id}`;
  await settle();
  if (!row) throw new Error("The listing has gone.");
  return row;
}

function patiently(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  return vi.waitUntil(isSo, { timeout: 30_000, interval: 2 });
}

const readsStandby = () => patiently(async () => (await read()).byStandby);
const pauseReplay = () => onStandby`select pg_wal_replay_pause()`;
const resumeReplay = () => onStandby`select pg_wal_replay_resume()`;

/** Until the standby applies nothing more: asking for the pause only asks. */
async function holdReplay(): Promise<void> {
  await pauseReplay();
  await patiently(async () => {
    const [row] = await onStandby`select pg_get_wal_replay_pause_state() as state`;
    return row?.state === "paused";
  });
}

async function known(revision: number): Promise<void> {
  await patiently(() => watch.revision >= revision);
}

test("reads go to the standby", async () => {
  await readsStandby();
  const shown = await Promise.all(Array.from({ length: 20 }, read));
  expect(shown.every(({ byStandby }) => byStandby)).toBe(true);
});

test("a standby that lags serves nobody who knows better, and comes back by itself", async () => {
  await readsStandby();
  await holdReplay();
  const before = watch.revision;
  const ratedOn = await publishRating(onPrimary, id);
  await known(before + 1);
  expect(await read()).toEqual({ ratedOn, byStandby: false });
  const shown = await Promise.all(Array.from({ length: 20 }, read));
  expect(shown.every((one) => one.ratedOn === ratedOn)).toBe(true);
  await resumeReplay();
  await readsStandby();
  expect((await read()).ratedOn).toBe(ratedOn);
});

test("what the primary showed before its notice came is not taken back by a standby", async () => {
  await readsStandby();
  await holdReplay();
  await publishRating(onPrimary, id);
  await patiently(async () => !(await read()).byStandby);
  const unheard = await publishUnheard(onPrimary);
  expect((await read()).byStandby).toBe(false);
  expect(watch.revision).toBe(unheard);
  await resumeReplay();
  await readsStandby();
  const [row] = await readDatabase()`select revision from event_counter`;
  expect(row?.revision).toBe(unheard);
});

test("what a standby showed before its notice came is known before it is given out", async () => {
  await readsStandby();
  const revision = await publishUnheard(onPrimary);
  await patiently(async () => {
    const [row] = await onStandby`select revision from event_counter`;
    return row?.revision === revision;
  });
  await read();
  expect(watch.revision).toBe(revision);
});

test("a killed standby fails no read but those in flight, and is used again when it is back", async () => {
  await readsStandby();
  const failedFrom: number[] = [];
  let leftAt = Number.POSITIVE_INFINITY;
  let running = true;
  const readOn = async () => {
    while (running) {
      const startedAt = performance.now();
      const shown = await read().catch(() => null);
      if (!shown) failedFrom.push(startedAt);
      else if (!shown.byStandby) leftAt = Math.min(leftAt, performance.now());
    }
  };
  const loops = Array.from({ length: 10 }, readOn);
  try {
    await standby.kill();
    await patiently(() => leftAt < Number.POSITIVE_INFINITY);
    await standby.start();
    await readsStandby();
  } finally {
    running = false;
    await Promise.all(loops);
  }
  // It dies one connection after another; from the first to close on, all reads are elsewhere.
  expect(failedFrom.filter((startedAt) => startedAt > leftAt)).toEqual([]);
});

test("a standby that falls silent is left out, and what it owes is given up", async () => {
  await readsStandby();
  const backends = await onStandby<{ pid: number }[]>`
    select pid from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  for (const { pid } of backends) process.kill(pid, "SIGSTOP");
  const owed = readDatabase()`select 1`.then(
    () => "answered",
    () => "given up",
  );
  try {
    expect(await owed).toBe("given up");
    await readsStandby();
  } finally {
    for (const { pid } of backends) process.kill(pid, "SIGCONT");
  }
});

test("while the primary is away reads go on from the standby, and writes return with it", async () => {
  const ratedOn = await publishRating(onPrimary, id);
  await known(watch.revision);
  await readsStandby();
  await primary.stop();
  await patiently(() => watch.awaySince !== null);
  expect(readers.canRead).toBe(true);
  const shown = await Promise.all(Array.from({ length: 20 }, read));
  expect(shown).toEqual(Array.from({ length: 20 }, () => ({ ratedOn, byStandby: true })));
  await primary.start();
  await patiently(() => watch.awaySince === null);
  const next = await publishRating(onPrimary, id);
  await patiently(async () => (await read()).ratedOn === next);
  await readsStandby();
});

test("a standby that lags when the primary goes away shows nothing older than was shown", async () => {
  await readsStandby();
  await holdReplay();
  const before = watch.revision;
  await publishRating(onPrimary, id);
  await known(before + 1);
  await primary.stop();
  await patiently(() => watch.awaySince !== null);
  expect(readers.canRead).toBe(false);
  await expect(read()).rejects.toThrow();
  await primary.start();
  await patiently(() => readers.canRead);
  await resumeReplay();
  await readsStandby();
});

test("for twenty readers a rating only ever gets newer while the standby lags at random", async () => {
  const counts = { standby: 0, primary: 0 };
  let publishing = true;
  const readOn = async () => {
    const wentBack: string[] = [];
    let last = "";
    while (publishing) {
      const { ratedOn, byStandby } = await read();
      if (ratedOn < last) wentBack.push(`${last} to ${ratedOn}`);
      last = ratedOn;
      counts[byStandby ? "standby" : "primary"] += 1;
    }
    return wentBack;
  };
  const lag = async () => {
    while (publishing) await (Math.random() < 0.5 ? pauseReplay() : resumeReplay());
    await resumeReplay();
  };
  const publishMany = async () => {
    let ratedOn = "";
    try {
      for (let i = 0; i < 200; i += 1) ratedOn = await publishRating(onPrimary, id);
    } finally {
      publishing = false;
    }
    return ratedOn;
  };
  const [ratedOn, , ...sessions] = await Promise.all([
    publishMany(),
    lag(),
    ...Array.from({ length: 20 }, readOn),
  ]);
  expect(sessions).toEqual(sessions.map(() => []));
  await patiently(async () => {
    const shown = await read();
    return shown.byStandby && shown.ratedOn === ratedOn;
  });
  expect(counts.standby).toBeGreaterThan(0);
  expect(counts.primary).toBeGreaterThan(0);
}, 180_000);
