import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BulkFile, BulkManifest } from "@/core/bulk-manifest";
import { bulkFilesApp } from "@/server/files/app";
import { replaceBulkManifest } from "@/services/bulk-files";
import { openStorage } from "@/services/storage";

const folder = mkdtempSync(path.join(tmpdir(), "placard-files-"));
const storage = openStorage("bulk", `file:${folder}`);
const app = bulkFilesApp(storage);
const CONTENT = randomBytes(5_000_000);
const OLD = Buffer.from("the one before");
const NAME = "sites-20260102T000000Z-2.csv.gz";
const OLD_NAME = "sites-20260101T000000Z-1.csv.gz";

function describe(name: string, content: Buffer): BulkFile {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const about = {
    format: "csv" as const,
    mediaType: "application/gzip",
    url: `/data/files/${name}`,
  };
  return { name, ...about, bytes: content.length, rows: 1, sha256 };
}

const file = describe(NAME, CONTENT);
const etag = `"${file.sha256}"`;
const modified = "Fri, 02 Jan 2026 00:00:00 GMT";

beforeAll(async () => {
  await storage.write(NAME, Readable.from([CONTENT]));
  await storage.write(OLD_NAME, Readable.from([OLD]));
  await storage.write("orphan.csv.gz", Readable.from(["left by a writer that was killed"]));
  const generation = { revision: 2, lastEvent: null, madeAt: "2026-01-02T00:00:00Z" };
  const manifest: BulkManifest = {
    ...generation,
    files: [file],
    title: "Test",
    asOf: "2026-01-01",
    sites: 1,
    licences: [],
    notes: [],
    columns: [],
    previous: [{ ...generation, revision: 1, files: [describe(OLD_NAME, OLD)] }],
  };
  await replaceBulkManifest(storage, manifest);
});

afterAll(() => rmSync(folder, { recursive: true }));

const ask = (name: string, headers: Record<string, string> = {}, method = "GET") =>
  app.request(`/data/files/${name}`, { headers, method });

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test("a file comes whole, with its size, checksum and name", async () => {
  const response = await ask(NAME);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/gzip",
    "content-length": String(CONTENT.length),
    "content-disposition": `attachment; filename="${NAME}"`,
    "accept-ranges": "bytes",
    "last-modified": modified,
    "repr-digest": `sha-256=:${createHash("sha256").update(CONTENT).digest("base64")}:`,
    etag,
  });
  // It is a file in gzip, not a text that was packed for the way.
  expect(response.headers.get("content-encoding")).toBeNull();
  expect((await bytesOf(response)).equals(CONTENT)).toBe(true);
});

test.each([
  ["bytes=0-99", 0, 99],
  ["bytes=1000000-1999999", 1_000_000, 1_999_999],
  ["bytes=4999990-", 4_999_990, 4_999_999],
  ["bytes=-10", 4_999_990, 4_999_999],
  ["bytes=4999999-9999999", 4_999_999, 4_999_999],
  ["bytes=0-9,10-19", 0, 19],
])("%s is bytes %d to %d", async (range, start, end) => {
  const response = await ask(NAME, { range });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/5000000`);
  expect(response.headers.get("content-length")).toBe(String(end - start + 1));
  expect((await bytesOf(response)).equals(CONTENT.subarray(start, end + 1))).toBe(true);
});

test("a range beyond the end is refused with the size", async () => {
  const response = await ask(NAME, { range: "bytes=5000000-" });
  expect(response.status).toBe(416);
  expect(response.headers.get("content-range")).toBe("bytes */5000000");
  expect(await response.json()).toMatchObject({ detail: "The file has 5000000 bytes." });
});

test.each(["bytes=abc", "lines=0-9", "bytes=0-1,1000-1001", "nothing"])(
  "a range that is no one range of bytes is ignored: %s",
  async (range) => {
    const response = await ask(NAME, { range });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  },
);

test.each([
  [etag, 206],
  [modified, 206],
  ['"another"', 200],
  [`W/${etag}`, 200],
  ["Thu, 01 Jan 2026 00:00:00 GMT", 200],
])("a download continues only the same file: If-Range %s answers %d", async (unchanged, status) => {
  const response = await ask(NAME, { range: "bytes=5-9", "if-range": unchanged });
  expect(response.status).toBe(status);
  await response.body?.cancel();
});

test("who has the file already is told so", async () => {
  const response = await ask(NAME, { "if-none-match": etag, range: "bytes=0-9" });
  expect(response.status).toBe(304);
  expect(response.headers.get("etag")).toBe(etag);
  expect((await ask(NAME, { "if-modified-since": modified })).status).toBe(304);
});

test("HEAD tells all and sends nothing", async () => {
  const response = await ask(NAME, { range: "bytes=0-9" }, "HEAD");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe(String(CONTENT.length));
  expect(await response.text()).toBe("");
});

test("the stable name leads to the newest, and the one before is still there", async () => {
  const newest = await ask("sites.csv.gz");
  expect(newest.status).toBe(307);
  expect(newest.headers.get("location")).toBe(`/data/files/${NAME}`);
  expect((await bytesOf(await ask(OLD_NAME))).equals(OLD)).toBe(true);
});

test.each([
  "orphan.csv.gz",
  "sites.parquet",
  "..%2f..%2fpackage.json",
  "%2e%2e%2findex.json",
  "..",
  "index.json%00",
  "__proto__",
  "constructor",
])("only what the manifest names is there: %s is not", async (name) => {
  const response = await ask(name);
  expect(response.status).toBe(404);
});

test("before the first files the list says that there are none", async () => {
  const empty = bulkFilesApp(openStorage("bulk", `file:${folder}/empty`));
  const response = await empty.request("/data/files/index.json");
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect((await ask("index.json")).status).toBe(200);
});

test("a reader who hangs up leaves no file open", async () => {
  const opened: Readable[] = [];
  const watched = {
    ...storage,
    async read(name: string, range?: { start: number; end: number }) {
      const body = await storage.read(name, range);
      if (body && name === NAME) opened.push(body);
      return body;
    },
  };
  const server = createServer(getRequestListener(bulkFilesApp(watched).fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const [first] = await new Promise<Buffer[]>((resolve, reject) => {
    const request = get({ port, host: "127.0.0.1", path: `/data/files/${NAME}` }, (response) => {
      response.once("data", (chunk: Buffer) => {
        response.destroy();
        resolve([chunk]);
      });
    });
    request.on("error", reject);
  });
  expect(first?.length).toBeGreaterThan(0);
  await expect.poll(() => opened[0]?.closed, { timeout: 10_000 }).toBe(true);
  server.close();
});
