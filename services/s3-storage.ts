import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import { SaxesParser } from "saxes";
import type { Storage } from "@/services/storage";
import { storageName } from "@/services/storage-name";

/** A bucket, and who may use it. */
export interface Bucket {
  /** The address of the bucket, with a slash at the end. */
  url: string;
  /** What all names in it begin with. */
  prefix: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What is longer goes up in parts of this size, of which S3 takes 10,000; each is in memory. */
const PART_BYTES = 8 * 2 ** 20;
/** A server that has not begun to answer by then never will. */
const ANSWER_MS = 60_000;
const RETRIES = 3;

/**
 * Reads `s3://key:secret@host[:port]/bucket[/prefix]?region=...`, with `s3+http:` for a server
 * without encryption; null for an address of another kind.
 */
export function readS3Url(text: string): Bucket | null {
  const parts = /^(s3|s3\+http):\/\/(.*)$/.exec(text);
  if (!parts) return null;
  const isPlain = parts[1] === "s3+http";
  // The secret may hold what no message should show.
  const wrong = new Error(
    "STORAGE_URL is no address such as s3://key:secret@s3.example.org/bucket?region=eu-central-1.",
  );
  if (!URL.canParse(`https://${parts[2]}`)) throw wrong;
  const url = new URL(`${isPlain ? "http" : "https"}://${parts[2]}`);
  const [bucket, ...folders] = url.pathname.split("/").filter(Boolean);
  if (!bucket || !url.username || !url.password || url.hash) throw wrong;
  const known = [...url.searchParams.keys()].every((name) => name === "region");
  if (!known) throw wrong;
  return {
    url: `${url.origin}/${bucket}/`,
    prefix: folders.map((folder) => `${folder}/`).join(""),
    region: url.searchParams.get("region") ?? "us-east-1",
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}

/** Files in a bucket, each under its kind. A file is there once its last part has been taken. */
export function s3Storage({ url, prefix, region, ...credentials }: Bucket, kind: string): Storage {
  const client = new AwsClient({ ...credentials, region, service: "s3", retries: RETRIES });
  const folder = `${prefix}${kind}/`;
  const place = (name: string) => url + folder + storageName(name);

  async function ask(address: string, init: RequestInit = {}): Promise<Response> {
    const waiting = new AbortController();
    const timer = setTimeout(
      () => waiting.abort(new Error("The storage does not answer.")),
      ANSWER_MS,
    );
    try {
      return await client.fetch(address, { ...init, cache: "no-store", signal: waiting.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  async function done(response: Response): Promise<string> {
    const said = await response.text();
    // A server may begin a long answer well and end it with an error.
    if (response.ok && !said.includes("<Error>")) return said;
    const [code = ""] = textsOf(said, "Code");
    throw new Error(`The storage answered ${response.status} ${code}`.trim());
  }

  const put = async (address: string, bytes: Buffer) => {
    const response = await ask(address, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers: { "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex") },
    });
    await done(response);
    return response.headers.get("etag") ?? "";
  };

  /** In parts; nothing stays where one is missing. */
  async function writeLong(name: string, parts: AsyncIterable<Buffer>): Promise<void> {
    const begun = await done(await ask(`${place(name)}?uploads`, { method: "POST" }));
    const [id = ""] = textsOf(begun, "UploadId");
    const upload = `uploadId=${encodeURIComponent(id)}`;
    try {
      const tags: string[] = [];
      for await (const part of parts) {
        tags.push(await put(`${place(name)}?partNumber=${tags.length + 1}&${upload}`, part));
      }
      const list = tags.map(
        (tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
      );
      const body = `<CompleteMultipartUpload>${list.join("")}</CompleteMultipartUpload>`;
      await done(await ask(`${place(name)}?${upload}`, { method: "POST", body }));
    } catch (error) {
      await ask(`${place(name)}?${upload}`, { method: "DELETE" }).catch(() => {});
      throw error;
    }
  }

  return {
    async read(name, range) {
      const headers: Record<string, string> = range
        ? { range: `bytes=${range.start}-${range.end}` }
        : {};
      const response = await ask(place(name), { headers });
      if (response.status === 404) {
        await response.body?.cancel();
        return null;
      }
      if (!response.ok) await done(response);
      // Else the whole file would be taken for the part.
      if (range && response.status !== 206) {
        await response.body?.cancel();
        throw new Error("The storage does not serve parts of files.");
      }
      if (!response.body) return Readable.from([]);
      return Readable.fromWeb(response.body as ReadableStream);
    },
    async write(name, body) {
      const parts = inParts(body);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      if (first.done || second.done) {
        await put(place(name), first.done ? Buffer.alloc(0) : first.value);
        return;
      }
      await writeLong(name, following([first.value, second.value], parts));
    },
    async list() {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ "list-type": "2", prefix: folder });
        if (token) query.set("continuation-token", token);
        const said = await done(await ask(`${url}?${query}`));
        names.push(...textsOf(said, "Key").map((key) => key.slice(folder.length)));
        [token] = textsOf(said, "NextContinuationToken");
      } while (token);
      return names;
    },
    async remove(name) {
      const response = await ask(place(name), { method: "DELETE" });
      if (response.status === 404) await response.body?.cancel();
      else await done(response);
    },
  };
}

/** The bytes of a stream in pieces of one size, the last one shorter; an error of its is thrown. */
async function* inParts(body: Readable): AsyncGenerator<Buffer, undefined> {
  let chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of body) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    chunks.push(bytes);
    held += bytes.length;
    while (held >= PART_BYTES) {
      const all = Buffer.concat(chunks);
      yield all.subarray(0, PART_BYTES);
      chunks = [all.subarray(PART_BYTES)];
      held -= PART_BYTES;
    }
  }
  if (held > 0) yield Buffer.concat(chunks);
}

async function* following<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}

/** What stands in every element of a name. */
function textsOf(xml: string, element: string): string[] {
  const found: string[] = [];
  let said: string | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name }) => {
    if (name === element) said = "";
  });
  parser.on("text", (part) => {
    if (said !== null) said += part;
  });
  parser.on("closetag", ({ name }) => {
    if (name === element && said !== null) found.push(said);
    if (name === element) said = null;
  });
  // An answer that is no XML, as of a proxy, holds nothing.
  parser.on("error", () => {});
  parser.write(xml).close();
  return found;
}
