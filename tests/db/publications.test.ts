import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { parseBoardQuery } from "@/core/board-query";
import { boardFootprint, type Footprint, footprintHeader } from "@/core/footprint";
import { morton, toGrid } from "@/core/map-grid";
import { connect, type Db } from "@/db/client";
import { PUBLICATIONS } from "@/db/commands/announce";
import { type Publications, publications, watchPublications } from "@/db/publications";
import { takeKeeping } from "@/server/front/answer";
import { createDatabase } from "@/tests/support/database";
import { publishChange, publishRating, publishUnheard } from "@/tests/support/publication";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const HERE = { lat: 51.5, lon: -0.1 };
const APART = { lat: 48, lon: 11 };
const ROWS = [
  ...[snapshot(), site("1"), site("2", { position: APART }), site("3")],
  ...["1", "2", "3"].map((key) => rating(key, "5")),
];

let database: { url: string; drop(): Promise<void> };
let db: Db;
let watch: Publications;
/** Public id by the number in the name. */
let ids: string[];

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 10 });
  await load(db, "2026-01-01", ROWS);
  const listed = await db<{ publicId: string }[]>`select public_id from listings order by name`;
  ids = ["", ...listed.map((row) => row.publicId)];
});

afterEach(() => watch.stop());

afterAll(async () => {
  await db.end();
  await database.drop();
});

async function startWatch(): Promise<Publications> {
  watch = await watchPublications(database.url, db);
  return watch;
}

interface Counted {
  revision: number;
  position: number;
}

async function count(): Promise<Counted> {
  const [row] = await db<Counted[]>`select revision, position from event_counter`;
  if (!row) throw new Error("No counter.");
  return row;
}

function patiently(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  return vi.waitUntil(isSo, { timeout: 20_000, interval: 2 });
}

/** Backends that listen for publications in this file's database. */
async function listListeners(): Promise<number[]> {
  const rows = await db<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and query = ${`listen "${PUBLICATIONS}"`}`;
  return rows.map((row) => row.pid);
}

/** Whether a publication that touches one site only is known as just that: so its notice came. */
async function hearsNotices(): Promise<boolean> {
  const { revision } = await count();
  await patiently(() => watch.revision >= revision);
  await publishRating(db, ids[1] ?? "");
  await patiently(() => watch.revision > revision);
  return !watch.touchedSince(revision, { sites: [ids[2] ?? ""] });
}

/** Which of some footprints are touched since a revision. */
function touched(revision: number, footprints: Record<string, Footprint>): string[] {
  return Object.keys(footprints).filter((name) =>
    watch.touchedSince(revision, footprints[name] ?? "everything"),
  );
}

/** What a board of this search depends on, as the front reads it out of the answer's header. */
function footprintOf(search: string): Footprint {
  const { query } = parseBoardQuery(new URLSearchParams(search));
  return takeKeeping(footprintHeader(boardFootprint(query))).footprint;
}

function tileAround(position: { lat: number; lon: number }): { tile: [number, number] } {
  const number = morton(toGrid(position));
  return { tile: [number - 1000, number + 1000] };
}

test("with eight writers at once notices come in order, each of them once", async () => {
  await startWatch();
  const start = await count();
  const notices: Counted[] = [];
  const ear = connect(database.url, { max: 1 });
  onTestFinished(() => ear.end());
  await ear.listen(PUBLICATIONS, (payload) => notices.push(JSON.parse(payload)));
  const moves: Counted[] = [];
  watch.onMove(() => moves.push({ revision: watch.revision, position: watch.position }));
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; i < 10; i += 1) await publishRating(db, ids[1 + (writer % 3)] ?? "");
    }),
  );
  await patiently(() => watch.revision === start.revision + 80 && notices.length === 80);
  const expected = Array.from({ length: 80 }, (_, i) => ({
    revision: start.revision + i + 1,
    position: start.position + i + 1,
  }));
  expect(notices.map(({ revision, position }) => ({ revision, position }))).toEqual(expected);
  expect(moves).toEqual(
    expected.filter(({ revision }) => moves.some((m) => m.revision === revision)),
  );
  expect(moves.at(-1)).toEqual(await count());
});

test("connections that listen are cut again and again while publications go on: none is hidden", async () => {
  await startWatch();
  let publishing = true;
  const writer = (async () => {
    while (publishing) await publishRating(db, ids[1] ?? "");
  })();
  for (let cuts = 0; cuts < 5; ) {
    for (const pid of await listListeners()) {
      await db`select pg_terminate_backend(${pid}::int)`;
      cuts += 1;
    }
    const { revision } = await count();
    await patiently(() => watch.revision >= revision);
  }
  publishing = false;
  await writer;
  const { revision, position } = await count();
  await patiently(() => watch.revision === revision);
  expect(watch.position).toBe(position);
  await patiently(hearsNotices);
  expect(await listListeners()).toHaveLength(1);
});

test("a connection that looks alive and hears nothing hides nothing, and is replaced", async () => {
  await startWatch();
  const [deaf = 0] = await listListeners();
  process.kill(deaf, "SIGSTOP");
  onTestFinished(() => {
    process.kill(deaf, "SIGCONT");
  });
  await publishRating(db, ids[1] ?? "");
  const { revision } = await count();
  await patiently(() => watch.revision === revision);
  await patiently(async () => (await listListeners()).some((pid) => pid !== deaf));
  await patiently(hearsNotices);
});

test("whoever missed a notice takes everything as touched", async () => {
  await startWatch();
  const { revision } = await count();
  await publishUnheard(db);
  await publishRating(db, ids[1] ?? "");
  await patiently(() => watch.revision === revision + 2);
  expect(watch.touchedSince(revision, { sites: [ids[2] ?? ""] })).toBe(true);
  expect(watch.touchedSince(revision + 2, "everything")).toBe(false);
});

test("an answer made before the process knew of anything is touched", async () => {
  const { revision } = await count();
  await startWatch();
  expect(watch.touchedSince(revision - 1, { sites: [] })).toBe(true);
  expect(watch.touchedSince(revision, "everything")).toBe(false);
});

test("a new rating touches its site, its authority, its tile and what depends on everything", async () => {
  await startWatch();
  const { revision } = await count();
  await publishRating(db, ids[2] ?? "");
  await patiently(() => watch.revision > revision);
  const footprints: Record<string, Footprint> = {
    everything: "everything",
    site: { sites: [ids[3] ?? "", ids[2] ?? ""] },
    "other sites": { sites: [ids[1] ?? "", ids[3] ?? ""] },
    authority: { authority: "testham" },
    "other authority": { authority: "elsewhere" },
    tile: tileAround(APART),
    "other tile": tileAround(HERE),
    ...Object.fromEntries(
      [
        "q=2",
        "q=testham+2",
        "authority=testham",
        "bbox=10,47,12,49",
        "q=3",
        "q=unheard+2",
        "authority=elsewhere",
        "category=mobile",
        "bbox=-1,51,1,52",
        "bbox=10,47,12,49&q=3",
        "q=荣成",
      ].map((search) => [search, footprintOf(search)]),
    ),
  };
  const theirs = ["q=2", "q=testham+2", "authority=testham", "bbox=10,47,12,49"];
  expect(touched(revision, footprints)).toEqual([
    ...["everything", "site", "authority", "tile"],
    ...theirs,
  ]);
  expect(touched(revision + 1, footprints)).toEqual([]);
});

const NO_ONES: Record<string, Footprint> = {
  site: { sites: ["0000-0000-00"] },
  authority: { authority: "elsewhere" },
  tile: { tile: [0, 0] },
};

test("a snapshot that adds, moves, ends or only repeats sites touches every answer", async () => {
  await startWatch();
  const days = {
    "2026-02-01": [...ROWS, site("4"), rating("4", "3")],
    "2026-02-02": [...ROWS, site("4", { position: APART }), rating("4", "3")],
    "2026-02-03": ROWS,
    "2026-02-04": ROWS,
  };
  for (const [day, rows] of Object.entries(days)) {
    const { revision } = await count();
    await load(db, day, rows);
    await patiently(async () => watch.revision === (await count()).revision);
    expect([day, ...touched(revision, NO_ONES)]).toEqual([day, "site", "authority", "tile"]);
  }
});

test.each([
  ["moves", (position: string) => `update site_addresses set ${position}`],
  ["ends", () => "update sites set state = 'closed', closed_on = '2026-03-01'"],
])("a site that %s touches every answer, since it may leave any list", async (_, statement) => {
  await startWatch();
  const { revision } = await count();
  const { x, y } = toGrid({ lat: -33, lon: 151 });
  const position = `lat_e6 = -33000000, lon_e6 = 151000000, morton = ${morton({ x, y })},
    grid_x = ${x}, grid_y = ${y}`;
  await publishChange(db, ids[3] ?? "", async (tx, siteId) => {
    const column = statement(position).includes("site_addresses") ? "site_id" : "id";
    await tx.unsafe(`${statement(position)} where ${column} = ${siteId}`);
  });
  await patiently(() => watch.revision > revision);
  expect(touched(revision, NO_ONES)).toEqual(["site", "authority", "tile"]);
});

test("a publication that moves the day of its source touches every answer, since lists say that day", async () => {
  await startWatch();
  const { revision } = await count();
  await publishChange(db, ids[1] ?? "", async (tx) => {
    await tx`update sources set as_of = as_of + 1`;
  });
  await patiently(() => watch.revision > revision);
  expect(touched(revision, NO_ONES)).toEqual(["site", "authority", "tile"]);
});

test("what was committed before a check is known after it", async () => {
  await startWatch();
  for (let i = 0; i < 20; i += 1) {
    const earlier = watch.check();
    const revision = await publishUnheard(db);
    expect(await watch.check()).toBe(true);
    expect(watch.revision).toBe(revision);
    await earlier;
  }
});

test("a revision seen elsewhere is waited for, and a thousand false claims cost a question or two", async () => {
  let questions = 0;
  const counting = new Proxy(db, {
    apply(target, self, args) {
      questions += 1;
      return Reflect.apply(target, self, args);
    },
  });
  watch = await watchPublications(database.url, counting);
  const revision = await publishUnheard(db);
  expect(await watch.reached(revision, 10_000)).toBe(true);
  questions = 0;
  const claims = Array.from({ length: 1000 }, (_, i) => watch.reached(revision + 1 + i, 10_000));
  expect(new Set(await Promise.all(claims))).toEqual(new Set([false]));
  expect(questions).toBeLessThan(10);
  expect(watch.revision).toBe(revision);
});

test("what a replica shows is known once learnt, and only new to those it touches", async () => {
  await startWatch();
  const { revision } = await count();
  const rated = publishRating(db, ids[1] ?? "");
  await rated;
  await watch.learn(await count());
  expect(watch.revision).toBe(revision + 1);
  const unheard = await publishUnheard(db);
  await watch.learn(await count());
  expect(watch.revision).toBe(unheard);
});

test("a revision that a failover threw back is raised past what readers have seen", async () => {
  await startWatch();
  const shown = (await count()).revision;
  await db`update event_counter set revision = revision - 5`;
  await patiently(async () => (await count()).revision > shown);
  await patiently(() => watch.revision > shown);
  expect(watch.touchedSince(shown, NO_ONES.site ?? "everything")).toBe(true);
  expect(await hearsNotices()).toBe(true);
});

test("a process has one watch until it stops", async () => {
  await startWatch();
  expect(publications()).toBe(watch);
  await watch.stop();
  expect(publications()).toBeNull();
});

test("a database that is back before anybody asks it was away all the same", async () => {
  const asking = connect(database.url, { max: 1, lasts: true, onClose: () => watch.lose() });
  onTestFinished(() => asking.end());
  watch = await watchPublications(database.url, asking);
  let returns = 0;
  watch.onReturn(() => {
    returns += 1;
  });
  for (let round = 1; round <= 3; round += 1) {
    const [own] = await asking<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await db`select pg_terminate_backend(${own?.pid ?? 0}::int)`;
    expect(await patiently(() => returns === round && watch.awaySince === null)).toBe(true);
  }
});
