import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isStorageUrl, openStorage, type Storage } from "@/services/storage";
import { startObjectStore } from "@/tests/support/object-store";

const MEGABYTE = 2 ** 20;

function startFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "placard-storage-"));
  return Promise.resolve({
    url: `file:${folder}`,
    stop: async () => rmSync(folder, { recursive: true }),
  });
}

describe.each([
  ["a folder", startFolder],
  ["an S3 server", startObjectStore],
] as const)("in %s", (_, start) => {
  let place: Awaited<ReturnType<typeof start>>;
  let storage: Storage;

  beforeAll(async () => {
    place = await start();
    storage = openStorage("bulk", place.url);
  });
  afterAll(() => place.stop());

  const write = (name: string, bytes: Buffer) =>
    storage.write(name, Readable.from([bytes], { objectMode: false }));
  const read = async (name: string, range?: { start: number; end: number }) => {
    const stream = await storage.read(name, range);
    return stream && buffer(stream);
  };

  test("there is nothing at first", async () => {
    expect(await storage.list()).toEqual([]);
    expect(await read("index.json")).toBeNull();
    await storage.remove("index.json");
  });

  test.each([
    ["nothing", 0],
    ["one byte", 1],
    ["exactly one part", 8 * MEGABYTE],
    ["several parts", 17 * MEGABYTE + 3],
  ])("a file of %s is read as it was written", async (_name, size) => {
    const bytes = randomBytes(size);
    await write("some.bin", bytes);
    expect((await read("some.bin"))?.equals(bytes)).toBe(true);
  });

  test("a range holds both of its ends", async () => {
    const bytes = randomBytes(9 * MEGABYTE);
    await write("range.bin", bytes);
    const [start, end] = [8 * MEGABYTE - 5, 8 * MEGABYTE + 5];
    expect(await read("range.bin", { start, end })).toEqual(bytes.subarray(start, end + 1));
    expect(await read("range.bin", { start: 0, end: 1 })).toEqual(bytes.subarray(0, 2));
    const last = bytes.length - 1;
    expect(await read("range.bin", { start: last, end: last })).toEqual(bytes.subarray(last));
  });

  test("a file of the same name takes the place of the one before", async () => {
    await write("twice", Buffer.from("first, which is longer"));
    await write("twice", Buffer.from("second"));
    expect(String(await read("twice"))).toBe("second");
    expect((await storage.list()).filter((name) => name === "twice")).toHaveLength(1);
  });

  test.each([
    ["at once", 0],
    ["in its first part", 1000],
    ["in a later part", 20 * MEGABYTE],
  ])("of a write that fails %s nothing is seen, and what was there stays", async (when, bytes) => {
    await write("kept", Buffer.from("before"));
    const before = await storage.list();
    const broken = new PassThrough();
    const writing = storage.write("kept", broken);
    writing.catch(() => {});
    for (let sent = 0; sent < bytes; sent += MEGABYTE) {
      if (!broken.write(randomBytes(Math.min(MEGABYTE, bytes)))) {
        await new Promise((resolve) => broken.once("drain", resolve));
      }
    }
    broken.on("error", () => {});
    broken.destroy(new Error(`cut off ${when}`));
    await expect(writing).rejects.toThrow("cut off");
    expect(String(await read("kept"))).toBe("before");
    expect(await storage.list()).toEqual(before);
  });

  test("a file is not there before its last byte is", async () => {
    const slow = new PassThrough();
    const writing = storage.write("slow", slow);
    slow.write(randomBytes(MEGABYTE));
    expect(await read("slow")).toBeNull();
    slow.end();
    await writing;
    expect(await read("slow")).toHaveLength(MEGABYTE);
  });

  test("names are listed until they are removed, each kind by itself", async () => {
    const photos = openStorage("photos", place.url);
    await photos.write("one.webp", Readable.from([Buffer.from("1")]));
    expect(await photos.list()).toEqual(["one.webp"]);
    expect(await storage.list()).not.toContain("one.webp");
    await photos.remove("one.webp");
    expect(await photos.list()).toEqual([]);
    expect(await photos.read("one.webp")).toBeNull();
  });

  test.each(["", ".", "..", "../bulk/kept", "a/b", ".hidden", "a b", "a\0b", "a?b", "%2e%2e"])(
    "%j is no name",
    async (name) => {
      await expect((async () => storage.read(name))()).rejects.toThrow("no name");
      await expect((async () => storage.write(name, Readable.from([])))()).rejects.toThrow(
        "no name",
      );
      await expect((async () => storage.remove(name))()).rejects.toThrow("no name");
    },
  );
});

test("photos in a folder are readable by their owner only", async () => {
  const place = await startFolder();
  const photos = openStorage("photos", place.url);
  await photos.write("a.webp", Readable.from([Buffer.from("1")]));
  const folder = path.join(place.url.slice("file:".length), "photos");
  expect(statSync(folder).mode & 0o77).toBe(0);
  expect(statSync(path.join(folder, "a.webp")).mode & 0o77).toBe(0);
  await place.stop();
});

async function serveBriefly(answer: RequestListener, use: (storage: Storage) => Promise<void>) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await use(openStorage("bulk", `s3+http://key:secret@127.0.0.1:${port}/board`));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

test("what a server lists in several answers is listed whole, each asked for with a signature", async () => {
  const asked: string[] = [];
  const page = (key: string, next: string) =>
    `<ListBucketResult><Contents><Key>bulk/${key}</Key></Contents>${next}</ListBucketResult>`;
  const answer: RequestListener = (request, response) => {
    const query = new URL(request.url ?? "", "http://localhost").searchParams;
    const token = query.get("continuation-token");
    asked.push(`${query.get("prefix")} ${token}`);
    if (!/^AWS4-HMAC-SHA256 .*Signature=[0-9a-f]{64}$/.test(request.headers.authorization ?? "")) {
      response.writeHead(403).end();
    } else if (token) response.end(page("two", ""));
    else response.end(page("one", "<NextContinuationToken>a&amp;b=</NextContinuationToken>"));
  };
  await serveBriefly(answer, async (storage) => {
    expect(await storage.list()).toEqual(["one", "two"]);
  });
  expect(asked).toEqual(["bulk/ null", "bulk/ a&b="]);
});

test("an error after a good beginning is an error", async () => {
  const answer: RequestListener = (_, response) =>
    response.end("<Error><Code>InternalError</Code></Error>");
  await serveBriefly(answer, async (storage) => {
    await expect(storage.list()).rejects.toThrow("200 InternalError");
  });
});

test("a server that sends the whole file instead of a part is not believed", async () => {
  const answer: RequestListener = (_, response) => response.end("the whole file");
  await serveBriefly(answer, async (storage) => {
    await expect(storage.read("a", { start: 0, end: 1 })).rejects.toThrow("parts of files");
  });
});

test("a key that the server does not know is a fault that does not tell the secret", async () => {
  const place = await startObjectStore();
  const url = place.url.replace("//S3RVER:S3RVER@", "//somebody:not-to-be-told@");
  const reading = openStorage("bulk", url).read("index.json");
  await expect(reading).rejects.toThrow(/^The storage answered 403 InvalidAccessKeyId$/);
  await place.stop();
});

test.each([
  "file:///srv/placard/files",
  "file:.placard/files",
  "s3://key:secret@s3.eu-central-1.amazonaws.com/bucket?region=eu-central-1",
  "s3://key:se%2Fcr%2Bet@storage.example.org:9000/bucket/some/folder",
  "s3+http://key:secret@127.0.0.1:9000/bucket",
])("%s is a place for files", (url) => {
  expect(isStorageUrl(url)).toBe(true);
});

test.each([
  "/srv/files",
  "https://storage.example.org/bucket",
  "s3://s3.example.org/bucket",
  "s3://key:hidden@s3.example.org/",
  "s3://key:hidden@s3.example.org/bucket?regoin=eu",
  "s3://key:hidden@/bucket",
])("%s is none, and the secret is in no message", (url) => {
  expect(isStorageUrl(url)).toBe(false);
  expect(() => openStorage("bulk", url)).toThrow("STORAGE_URL");
  expect(() => openStorage("bulk", url)).not.toThrow(/hidden/);
});
