import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import yauzl from "yauzl";
import { UnreadableFile } from "@/core/import-row";
import type { Format, ImportFile } from "@/importers/format";
import { orRefuse } from "@/importers/refuse";

/** The files of one snapshot and their size in bytes as they lie there, null where unknown. */
export interface Snapshot {
  name: string;
  files: ImportFile[];
  bytes: number | null;
}

/** Counts the bytes read so far, as they lie on the disk or come over the wire. */
export type OnBytes = (count: number) => void;

/**
 * Opens a file, folder, zip or URL as the snapshots it holds: one a file, or one in all for
 * formats whose files belong together. Gzip is unpacked wherever it is met.
 */
export async function openSnapshots(
  location: string,
  format: Pick<Format, "accepts" | "grouping">,
  onBytes: OnBytes,
): Promise<Snapshot[]> {
  const files = await listFiles(location, format, onBytes);
  if (files.length === 0) throw new UnreadableFile(`No file of this format in ${location}.`);
  if (format.grouping === "file") {
    return files.map((file) => ({ name: file.name, files: [file], bytes: file.bytes }));
  }
  const bytes = files.every((file) => file.bytes !== null)
    ? files.reduce((sum, file) => sum + (file.bytes ?? 0), 0)
    : null;
  return [{ name: path.basename(location), files, bytes }];
}

type SizedFile = ImportFile & { bytes: number | null };

async function listFiles(
  location: string,
  format: Pick<Format, "accepts">,
  onBytes: OnBytes,
): Promise<SizedFile[]> {
  if (/^https?:\/\//.test(location)) return [await openUrl(location, onBytes)];
  const info = await stat(location).catch((cause) => {
    throw new UnreadableFile(`There is no file or folder ${location}.`, { cause });
  });
  if (info.isDirectory()) {
    const names = (await readdir(location)).filter((name) => format.accepts(plainName(name)));
    return Promise.all(
      names.sort().map(async (name) => {
        const file = path.join(location, name);
        return openFile(file, (await stat(file)).size, onBytes);
      }),
    );
  }
  if (/\.zip$/i.test(location)) {
    return (await openZip(location, onBytes)).filter((file) => format.accepts(file.name));
  }
  return [openFile(location, info.size, onBytes)];
}

function openFile(file: string, bytes: number, onBytes: OnBytes): SizedFile {
  return {
    name: plainName(path.basename(file)),
    path: file,
    bytes,
    open: () => unpacked(createReadStream(file, { highWaterMark: 256 * 1024 }), onBytes),
  };
}

async function openUrl(location: string, onBytes: OnBytes): Promise<SizedFile> {
  if (/\.zip$/i.test(new URL(location).pathname)) {
    throw new UnreadableFile(`Download ${location} first: a zip file is not read over the wire.`);
  }
  const response = await fetch(location).catch((cause) => {
    throw new UnreadableFile(`${location} does not answer.`, { cause });
  });
  if (!response.ok || !response.body) {
    throw new UnreadableFile(`${location} answered ${response.status}.`);
  }
  const length = Number(response.headers.get("content-length"));
  const body = orRefuse(Readable.fromWeb(response.body as never), `${location} broke off.`);
  return {
    name: plainName(path.posix.basename(new URL(location).pathname)),
    path: null,
    // The length counts packed bytes, but fetch hands over unpacked ones.
    bytes: length > 0 && !response.headers.has("content-encoding") ? length : null,
    open: () => unpacked(body, onBytes),
  };
}

function openZip(location: string, onBytes: OnBytes): Promise<SizedFile[]> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) =>
      reject(new UnreadableFile(`${location} is not a readable zip file.`, { cause }));
    yauzl.open(location, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) return refuse(error);
      const files: SizedFile[] = [];
      zip.on("error", refuse);
      zip.on("end", () => resolve(files));
      zip.on("entry", (entry: yauzl.Entry) => {
        if (!entry.fileName.endsWith("/")) {
          const stream = () =>
            new Promise<Readable>((done, fail) =>
              zip.openReadStream(entry, (cause, read) => (cause ? fail(cause) : done(read))),
            );
          files.push({
            name: plainName(path.posix.basename(entry.fileName)),
            path: null,
            bytes: entry.uncompressedSize,
            open: () => {
              const bytes = (async function* () {
                yield* await stream();
              })();
              const sentence = `${entry.fileName} in the zip file is broken.`;
              return unpacked(orRefuse(bytes, sentence), onBytes);
            },
          });
        }
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

function plainName(name: string): string {
  return name.replace(/\.gz$/, "");
}

/** Gzip is recognised by its first bytes, not by the file's name. */
async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  onBytes: OnBytes,
): AsyncIterable<Uint8Array> {
  const chunks = counted(packed, onBytes);
  const first = await chunks.next();
  if (first.done) return;
  const head = first.value;
  const all = (async function* () {
    yield head;
    yield* chunks;
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  // What breaks the pipeline also breaks the reading of its end, which is where it is told.
  pipeline(all, gunzip).catch(() => {});
  yield* orRefuse(gunzip, "The gzip file is broken or cut short.");
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: OnBytes,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}
