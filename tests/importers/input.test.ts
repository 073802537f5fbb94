import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { fhrs } from "@/importers/fhrs";
import { openSnapshots } from "@/importers/input";
import { lives } from "@/importers/lives";
import { read } from "@/tests/importers/read";
import { storedZip } from "@/tests/importers/zip";

const XML = readFileSync("tests/fixtures/fhrs/FHRS900en-GB.xml");
const folder = mkdtempSync(path.join(tmpdir(), "placard-input-"));
const place = (name: string, bytes: Uint8Array) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const bodies: Record<string, Buffer> = {
      "/FHRS900en-GB.xml": XML,
      "/packed/FHRS900en-GB.xml.gz": gzipSync(XML),
      "/broken/FHRS900en-GB.xml.gz": gzipSync(XML).subarray(0, 300),
    };
    const body = bodies[new URL(request.url ?? "", "http://localhost").pathname];
    if (request.url === "/half.xml") {
      response.writeHead(200, { "content-length": XML.length });
      response.write(XML.subarray(0, 500), () => response.destroy());
    } else if (body) response.end(body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test.each([
  ["a gzip file", () => place("FHRS900en-GB.xml.gz", gzipSync(XML))],
  ["a gzip file that is not called so", () => place("packed.xml", gzipSync(XML))],
  ["a zip file", () => place("one.zip", storedZip({ "in/FHRS900en-GB.xml": XML, "read.me": XML }))],
  [
    "a gzip file in a zip file",
    () => place("two.ZIP", storedZip({ "FHRS1.xml.gz": gzipSync(XML) })),
  ],
  ["a URL", () => `${base}/FHRS900en-GB.xml?as=xml`],
  ["a URL of a gzip file", () => `${base}/packed/FHRS900en-GB.xml.gz`],
])("%s is read like the file itself", async (_, location) => {
  expect(await read(fhrs, location())).toEqual(
    await read(fhrs, "tests/fixtures/fhrs/FHRS900en-GB.xml"),
  );
});

test("bytes are counted as they lie there, so that progress can be told", async () => {
  const packed = place("FHRS902en-GB.xml.gz", gzipSync(XML));
  let counted = 0;
  const [snapshot] = await openSnapshots(packed, fhrs, (count) => {
    counted += count;
  });
  for await (const _ of snapshot?.files[0]?.open() ?? []);
  expect(counted).toBe(snapshot?.bytes);
  expect(counted).toBe(gzipSync(XML).length);
});

test("files that belong together are one snapshot", async () => {
  const [snapshot, ...others] = await openSnapshots("tests/fixtures/lives", lives, () => {});
  expect(others).toEqual([]);
  expect(snapshot?.files.map((file) => file.name)).toEqual([
    "businesses.csv",
    "feed_info.csv",
    "inspections.csv",
    "legend.csv",
    "violations.csv",
  ]);
});

test.each([
  ["a gzip file cut short", () => place("cut.xml", gzipSync(XML).subarray(0, 300)), /gzip/],
  [
    "a gzip file that is damaged",
    () =>
      place(
        "damaged.xml",
        gzipSync(XML).map((byte, i) => (i > 400 ? byte ^ 0xff : byte)),
      ),
    /gzip/,
  ],
  [
    "a zip file cut short",
    () => place("cut.zip", storedZip({ "FHRS1.xml": XML }).subarray(0, 500)),
    /zip/,
  ],
  [
    "a zip file that is damaged",
    () =>
      place(
        "damaged.zip",
        storedZip({ "FHRS1.xml": XML }, true).map((byte, i) => (i > 400 && i < 500 ? 0xff : byte)),
      ),
    /zip/,
  ],
  [
    "a zip file without such files",
    () => place("other.zip", storedZip({ "a.txt": XML })),
    /No file/,
  ],
  ["a folder without such files", () => "tests/fixtures/nyc", /No file/],
  ["a file that is not there", () => path.join(folder, "none.xml"), /There is no file/],
  ["a URL that is not there", () => `${base}/none.xml`, /404/],
  ["a URL that nobody answers", () => "http://127.0.0.1:2/x.xml", /does not answer/],
  ["a URL that breaks off", () => `${base}/half.xml`, /broke off/],
  ["a gzip file cut short on its way", () => `${base}/broken/FHRS900en-GB.xml.gz`, /gzip/],
  ["a zip file by URL", () => `${base}/feed.zip`, /Download/],
])("%s is refused with a sentence", async (_, location, reason) => {
  const reading = read(fhrs, location());
  await expect(reading).rejects.toThrow(UnreadableFile);
  await expect(reading).rejects.toThrow(reason);
});
