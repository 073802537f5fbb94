import { Readable } from "node:stream";
import fresh from "fresh";
import { type Context, Hono } from "hono";
import parseRange from "range-parser";
import type { BulkFile, BulkManifest } from "@/core/bulk-manifest";
import { PROBLEM_HEADERS, problemBody } from "@/core/problem";
import { readBulkManifest } from "@/services/bulk-files";
import { openStorage, type Storage } from "@/services/storage";

/** By stable name, which format it leads to. */
const NEWEST: Readonly<Record<string, BulkFile["format"]>> = {
  "sites.csv.gz": "csv",
  "sites.jsonl.gz": "json-lines",
  "sites.geojson.gz": "geojson",
  "sites.parquet": "parquet",
  "events.jsonl.gz": "events",
};

/**
 * The bulk files of a storage. Only what the manifest names can be asked for. A name that carries a
 * moment never changes its bytes, so a download can be resumed for as long as the file is there.
 */
export function bulkFilesApp(storage: Storage): Hono {
  const app = new Hono().basePath("/data/files");
  app.get("/index.json", async (c) => {
    const manifest = await readBulkManifest(storage);
    if (!manifest) return missing(c, "No files have been made yet. They follow a publication.");
    return c.json(manifest, 200, { ...OPEN, "cache-control": "public, max-age=60" });
  });
  app.get("/:name", async (c) => {
    const name = c.req.param("name");
    const manifest = await readBulkManifest(storage);
    const newest = manifest?.files.find((file) => file.format === NEWEST[name]);
    if (newest) {
      return c.body(null, 307, { ...OPEN, location: newest.url, "cache-control": "no-cache" });
    }
    const found = manifest && findFile(manifest, name);
    return found ? answer(c, storage, found.file, found.madeAt) : missing(c, UNKNOWN);
  });
  return app;
}

/** The bulk files of this process's storage, under `/data/files`. */
export const files = bulkFilesApp(openStorage("bulk"));

const UNKNOWN = "There is no such file, or newer ones have taken its place: see index.json.";
const OPEN = { "access-control-allow-origin": "*" };

function findFile(manifest: BulkManifest, name: string) {
  for (const { files, madeAt } of [manifest, ...manifest.previous]) {
    const file = files.find((one) => one.name === name);
    if (file) return { file, madeAt };
  }
  return null;
}

async function answer(c: Context, storage: Storage, file: BulkFile, madeAt: string) {
  const headers = headersOf(file, madeAt);
  if (fresh(c.req.header(), headers)) {
    const { etag, "last-modified": modified, "cache-control": cache } = headers;
    return c.body(null, 304, { ...OPEN, etag, "last-modified": modified, "cache-control": cache });
  }
  const range = rangeOf(c, file, headers);
  if (range === "beyond") {
    return problem(c, 416, `The file has ${file.bytes} bytes.`, {
      "content-range": `bytes */${file.bytes}`,
    });
  }
  const length = range ? range.end - range.start + 1 : file.bytes;
  const status = range ? 206 : 200;
  const all = {
    ...headers,
    "content-length": String(length),
    ...(range && { "content-range": `bytes ${range.start}-${range.end}/${file.bytes}` }),
  };
  if (c.req.method === "HEAD") return c.body(null, status, all);
  const body = await storage.read(file.name, range ?? undefined);
  // Removed between the manifest and now.
  if (!body) return missing(c, UNKNOWN);
  return c.body(Readable.toWeb(body) as ReadableStream, status, all);
}

function headersOf(file: BulkFile, madeAt: string) {
  return {
    ...OPEN,
    "access-control-expose-headers":
      "accept-ranges, content-length, content-range, etag, repr-digest",
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=86400, immutable, no-transform",
    "content-disposition": `attachment; filename="${file.name}"`,
    "content-type": file.mediaType,
    etag: `"${file.sha256}"`,
    "last-modified": new Date(madeAt).toUTCString(),
    "repr-digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
  };
}

/**
 * The one range asked for, null for the whole file: also where the range is malformed, is several,
 * or would continue another file (RFC 9110 §13.1.5, §14.2).
 */
function rangeOf(
  c: Context,
  file: BulkFile,
  headers: { etag: string; "last-modified": string },
): { start: number; end: number } | "beyond" | null {
  const asked = c.req.header("range");
  if (!asked || c.req.method !== "GET") return null;
  const unchanged = c.req.header("if-range");
  if (unchanged && unchanged !== headers.etag && unchanged !== headers["last-modified"])
    return null;
  const ranges = parseRange(file.bytes, asked, { combine: true });
  if (ranges === -1) return "beyond";
  if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}

function missing(c: Context, detail: string) {
  return problem(c, 404, detail, { "cache-control": "no-store" });
}

function problem(c: Context, status: 404 | 416, detail: string, headers: Record<string, string>) {
  const title = status === 404 ? "Not found" : "Range not satisfiable";
  return c.body(problemBody({ title, status, detail }), status, { ...headers, ...PROBLEM_HEADERS });
}
