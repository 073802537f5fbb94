import { once } from "node:events";
import { connect, type Db } from "@/db/client";
import { migrate } from "@/db/migrate";
import { FORMATS } from "@/importers/formats";
import { type ImportOptions, importFiles } from "@/server/import-files";

export interface Measure {
  what: string;
  value: string;
  bound: string | null;
  ratio: number | null;
  promise: string;
}

/** Everything in the folder of published data, with the day where files carry none. */
const SNAPSHOTS: readonly [
  format: string,
  location: string,
  asOf: string | null,
  authority?: string,
][] = [
  ["fhrs", "uk-fhrs/2020-08-10", null],
  ["fhrs", "uk-fhrs/2020-11-15", null],
  ["smilefjes", "no-smilefjes/tilsyn-2026-01-02.geojson.gz", "2026-01-02"],
  ["smilefjes", "no-smilefjes/tilsyn-2026-08-22.geojson.gz", "2026-08-22"],
  ["dinesafe", "ca-toronto-dinesafe/dinesafe.2010.csv.gz", "2010-12-31"],
  ["dinesafe", "ca-toronto-dinesafe/dinesafe.2012.csv.gz", "2012-12-31"],
  ["lives", "us-sf-lives", "2017-12-31", "San Francisco Department of Public Health"],
  ["chicago", "us-chicago/Food_Inspections.2020-03.csv", "2020-03-04"],
  ["nyc", "us-nyc/43nn-pn8j.1000rows.csv", null],
];

/** What the re-import is measured on: one snapshot of 13 files. */
const REPEATED = "uk-fhrs/2020-11-15";

/** Parents before children. Events are left out: they are written by changes, and there are none. */
const TABLES = [
  "sites",
  "site_names",
  "site_addresses",
  "site_authorities",
  "site_sources",
  "replies",
  "ratings",
  "listings",
];

/** Times the import of everything, and re-imports against raw `COPY`, interleaved. */
export async function measureImports(
  url: string,
  data: string,
  repeat: number,
): Promise<Measure[]> {
  const all = await measureAll(await fresh(url, "bench_all"), data);
  const board = await fresh(url, "bench_repeat");
  await importAll(board, data, [["fhrs", REPEATED, null]]);
  const rows = await copyOut(board);
  const target = await fresh(url, "bench_copy");
  // The log refuses to be emptied along with what it refers to.
  await target`alter table events disable trigger user`;
  await copyParents(board, target);
  const again: number[] = [];
  const copy: number[] = [];
  for (let i = 0; i < repeat; i += 1) {
    again.push(await timed(() => importAll(board, data, [["fhrs", REPEATED, null]])));
    await target`truncate ${target(TABLES)} cascade`;
    copy.push(await timed(() => copyIn(target, rows)));
  }
  await Promise.all([board.end(), target.end()]);
  const bytes = [...rows.values()].reduce((sum, buffer) => sum + buffer.length, 0);
  return [
    ...all,
    {
      what: "unchanged re-import of 35,565 UK records, short-cut off",
      value: `${median(again).toFixed(1)} s (${again.map((s) => s.toFixed(1)).join(", ")})`,
      bound: `COPY of the same rows, ${Math.round(bytes / 1e6)} MB: ${median(copy).toFixed(1)} s (${copy.map((s) => s.toFixed(1)).join(", ")})`,
      ratio: median(copy) / median(again),
      promise: ">= 0.5",
    },
  ];
}

async function measureAll(db: Db, data: string): Promise<Measure[]> {
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const seconds = await timed(() => importAll(db, data, SNAPSHOTS));
  clearInterval(watch);
  const [count] = await db`select count(*) as sites from listings`;
  await db.end();
  return [
    {
      what: `import of all published files, ${count?.sites} sites`,
      value: `${seconds.toFixed(1)} s`,
      bound: null,
      ratio: null,
      promise: "< 120 s",
    },
    {
      what: "memory of the importing process",
      value: `${Math.round(peak / 2 ** 20)} MB`,
      bound: null,
      ratio: null,
      promise: "< 500 MB",
    },
  ];
}

async function importAll(
  db: Db,
  data: string,
  snapshots: readonly (readonly [string, string, string | null, string?])[],
): Promise<void> {
  for (const [id, location, asOf, authority] of snapshots) {
    const format = FORMATS[id];
    if (!format) throw new Error(`No format ${id}.`);
    const options: ImportOptions = { asOf, partial: false, acceptGone: true, shortcut: false };
    if (authority) options.authority = authority;
    const results = await importFiles(db, format, [`${data}/${location}`], options);
    for (const { state, reason, file } of results) {
      if (state === "refused" || state === "held") throw new Error(`${file}: ${reason}`);
    }
  }
}

async function fresh(url: string, name: string): Promise<Db> {
  const admin = connect(url, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const target = new URL(url);
  target.pathname = `/${name}`;
  await migrate(target.href);
  return connect(target.href, { max: 2 });
}

async function copyOut(db: Db): Promise<Map<string, Buffer>> {
  const rows = new Map<string, Buffer>();
  for (const table of TABLES) rows.set(table, await readTable(db, table));
  return rows;
}

async function readTable(db: Db, table: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const copy = await db.unsafe(`copy ${table} to stdout`).readable();
  copy.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(copy, "end");
  return Buffer.concat(chunks);
}

/** The few rows that the copied ones refer to. */
async function copyParents(from: Db, to: Db): Promise<void> {
  for (const table of ["authorities", "sources"]) {
    await writeTable(to, table, await readTable(from, table));
  }
}

async function copyIn(db: Db, rows: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [table, buffer] of rows) await writeTable(db, table, buffer);
}

async function writeTable(db: Db, table: string, buffer: Buffer): Promise<void> {
  const copy = await db.unsafe(`copy ${table} from stdin`).writable();
  copy.end(buffer);
  await once(copy, "finish");
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
