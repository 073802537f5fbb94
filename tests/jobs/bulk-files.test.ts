import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BulkFormat, BulkManifest } from "@/core/bulk-manifest";
import { BULK_COLUMNS, type BulkRow } from "@/core/bulk-row";
import { connect, type Db } from "@/db/client";
import { bulkFilesApp } from "@/server/files/app";
import { writeBulkFiles } from "@/server/jobs/write-bulk-files";
import { readBulkManifest } from "@/services/bulk-files";
import { openStorage } from "@/services/storage";
import { createDatabase } from "@/tests/support/database";
import { startObjectStore } from "@/tests/support/object-store";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const folder = mkdtempSync(path.join(tmpdir(), "placard-bulk-"));
const storage = openStorage("bulk", `file:${folder}`);
const never = new AbortController().signal;
const NAMES = [
  '=cmd|" /C calc"!A0',
  "+1 Fish, Chips\r\nand Peas",
  "-Minus-",
  "@home",
  "＝wide",
  "'quoted",
  'The "Old" Mill',
  "مطعم النور",
  "荣成海鲜馆",
  "Emoji 🐟 \\ backslash",
];

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let manifest: BulkManifest;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 2 });
  await load(db, "2026-01-01", [
    snapshot(),
    ...NAMES.flatMap((name, i) => [
      site(String(i + 1), {
        name,
        position: i % 3 === 0 ? null : { lat: -0.5 - i, lon: 0.25 },
        closedOn: i === 9 ? "2025-12-01" : null,
      }),
      rating(String(i + 1), ["5", "2", "AwaitingInspection"][i % 3] ?? "5"),
    ]),
  ]);
  manifest = must(await write());
});

afterAll(async () => {
  await db.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const write = (signal = never) =>
  writeBulkFiles(
    { url: database.url, storageUrl: `file:${folder}`, baseUrl: "https://example.org" },
    signal,
  );

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("There is nothing.");
  return value;
}

function fileOf(format: BulkFormat) {
  return must(manifest.files.find((file) => file.format === format));
}

function bytesOf(format: BulkFormat): Buffer {
  return readFileSync(path.join(folder, "bulk", fileOf(format).name));
}

const textOf = (format: BulkFormat) => gunzipSync(bytesOf(format)).toString();

function jsonRows(): BulkRow[] {
  return textOf("json-lines")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("JSON lines hold what the board shows, one row a site and domain", async () => {
  const rows = jsonRows();
  expect(rows.map((row) => row.name).sort()).toEqual([...NAMES].sort());
  const listed = await db`select public_id, food_standing from listings order by site_id`;
  expect(rows.map((row) => row.site.replaceAll("-", ""))).toEqual(listed.map((l) => l.publicId));
  expect(rows.map((row) => row.standing)).toEqual(listed.map((l) => l.foodStanding));
  const red = must(rows.find((row) => row.name === NAMES[1]));
  expect(red).toMatchObject({
    ...{ domain: "food", standing: "red", outcome: "2", word: "Improvement necessary" },
    ...{ scheme: "uk-fhrs@2018-11", published: "2", rated_on: "2020-01-15" },
    ...{ stale_on: "2023-01-16", as_of: "2026-01-01", lat: -1.5, lon: 0.25 },
    ...{ authority: "testham", country: "GB", invented: true, licence: "CC0-1.0" },
  });
  expect(red.url).toBe(`https://example.org/en/sites/${red.site}/1-fish-chips-and-peas`);
  const closed = rows.find((row) => row.name === NAMES[9]);
  expect(closed).toMatchObject({ state: "closed", ended_on: "2025-12-01", standing: "ceased" });
});

test("every row has the described columns and no other", () => {
  const described = manifest.columns.map((column) => column.name);
  for (const row of jsonRows()) {
    expect(Object.keys(row)).toEqual(described);
    for (const { name, nullable } of BULK_COLUMNS) {
      if (!nullable) expect(row[name]).not.toBeNull();
    }
  }
});

test("CSV reads back to the same rows, and no cell is a formula", () => {
  const records: Record<string, string>[] = parse(textOf("csv"), { columns: true });
  const numbers = BULK_COLUMNS.filter(({ type }) => type === "number").map(({ name }) => name);
  for (const record of records) {
    for (const [name, text] of Object.entries(record)) {
      if (!(numbers as string[]).includes(name)) expect(text).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
    }
  }
  const read = records.map((record) =>
    Object.fromEntries(
      BULK_COLUMNS.map(({ name, type }) => {
        const text = must(record[name]);
        if (text === "") return [name, null];
        if (type === "number") return [name, Number(text)];
        return [name, type === "boolean" ? text === "true" : text.replace(/^'/, "")];
      }),
    ),
  );
  expect(read).toEqual(jsonRows());
});

test("GeoJSON holds the same rows with their places", () => {
  const collection = JSON.parse(textOf("geojson"));
  expect(collection.type).toBe("FeatureCollection");
  const read = collection.features.map(
    (feature: { geometry: { coordinates: number[] } | null; properties: object }) => ({
      ...feature.properties,
      lat: feature.geometry?.coordinates[1] ?? null,
      lon: feature.geometry?.coordinates[0] ?? null,
    }),
  );
  expect(read).toEqual(jsonRows());
});

test("Parquet reads back to the same rows, with days as days", async () => {
  const bytes = bytesOf("parquet");
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const records = await parquetReadObjects({ file: file as ArrayBuffer });
  const days = BULK_COLUMNS.filter(({ type }) => type === "date").map(({ name }) => name);
  const read = records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => {
        if (!(days as string[]).includes(name)) return [name, value ?? null];
        return [name, value ? (value as Date).toISOString().slice(0, 10) : null];
      }),
    ),
  );
  expect(read).toEqual(jsonRows());
});

test("the log of events is in the files, in order and up to the same moment", async () => {
  const events = textOf("events")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.map((event) => event.position)).toEqual(NAMES.map((_, i) => i + 1));
  expect(events.at(-1)).toMatchObject({
    kind: "listed",
    content_hash: manifest.lastEvent?.contentHash,
  });
});

test("sizes, rows and checksums are those of the files", () => {
  for (const file of manifest.files) {
    const bytes = readFileSync(path.join(folder, "bulk", file.name));
    expect(bytes.length).toBe(file.bytes);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
    expect(file.rows).toBe(NAMES.length);
  }
  expect(manifest).toMatchObject({ asOf: "2026-01-01", sites: NAMES.length });
  expect(manifest.licences).toEqual([{ licence: "CC0-1.0", url: null }]);
});

test("nothing is written again while nothing has been published", async () => {
  const before = readdirSync(path.join(folder, "bulk"));
  expect(await write()).toBeNull();
  expect(readdirSync(path.join(folder, "bulk"))).toEqual(before);
});

test("on an S3 server the same files are made, and readers find them", async () => {
  const place = await startObjectStore();
  const made = must(
    await writeBulkFiles(
      { url: database.url, storageUrl: place.url, baseUrl: "https://example.org" },
      never,
    ),
  );
  const there = openStorage("bulk", place.url);
  expect(await readBulkManifest(there)).toEqual(made);
  for (const file of made.files) {
    const bytes = await buffer(must(await there.read(file.name)));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
  }
  const response = await bulkFilesApp(there).fetch(
    new Request(`https://example.org${must(made.files[0]).url}`, {
      headers: { range: "bytes=2-9" },
    }),
  );
  expect(response.status).toBe(206);
  const whole = await buffer(must(await there.read(must(made.files[0]).name)));
  expect(Buffer.from(await response.arrayBuffer())).toEqual(whole.subarray(2, 10));
  await place.stop();
});

test("two writers at once make one generation, and the one before stays", async () => {
  await load(db, "2026-02-01", [snapshot(), site("1"), rating("1", "5")], { acceptGone: true });
  const made = await Promise.all([write(), write()]);
  expect(made.filter((one) => one !== null)).toHaveLength(1);
  const now = must(await readBulkManifest(storage));
  expect(now.previous.map(({ files }) => files)).toEqual([manifest.files]);
  const named = [...now.files, ...manifest.files].map((file) => file.name);
  expect(readdirSync(path.join(folder, "bulk")).sort()).toEqual([...named, "index.json"].sort());
});

test("a writer that is stopped changes nothing, and the next one does its work", async () => {
  await load(db, "2026-03-01", [snapshot(), site("1"), rating("1", "4")]);
  const before = readdirSync(path.join(folder, "bulk"));
  await expect(write(AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  expect(readdirSync(path.join(folder, "bulk"))).toEqual(before);
  expect((await write())?.asOf).toBe("2026-03-01");
});
