import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

/** Files by name in one place; small enough that an object store can stand behind it too. */
export interface Storage {
  /** Bytes from `start` to `end`, both included; null where there is no such file. */
  read(name: string, range?: { start: number; end: number }): Promise<Readable | null>;
  /** The whole file or nothing: no reader ever sees a part. Replaces one of that name at once. */
  write(name: string, body: Readable): Promise<void>;
  /** Every name, also what a write that was killed has left. */
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
}

/** The files of one kind under `STORAGE_URL`, so far a folder (`file:`) that processes may share. */
export function openStorage(kind: "bulk", url = process.env.STORAGE_URL): Storage {
  return folderStorage(path.join(folderOf(url || "file:.placard/files"), kind));
}

function folderOf(url: string): string {
  if (url.startsWith("file:///")) return fileURLToPath(url);
  if (url.startsWith("file:")) return path.resolve(url.slice("file:".length));
  throw new Error(`STORAGE_URL: ${url} is no folder such as file:///srv/placard/files.`);
}

function folderStorage(folder: string): Storage {
  const place = (name: string) => {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`${name} is no name of a file.`);
    return path.join(folder, name);
  };
  return {
    async read(name, range) {
      const handle = await open(place(name)).catch(absent);
      return handle?.createReadStream(range) ?? null;
    },
    async write(name, body) {
      const target = place(name);
      const part = `${target}.${randomBytes(6).toString("hex")}.part`;
      await mkdir(folder, { recursive: true });
      try {
        await pipeline(body, createWriteStream(part, { flags: "wx", flush: true }));
        await rename(part, target);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async list() {
      return (await readdir(folder).catch(absent)) ?? [];
    },
    remove: (name) => rm(place(name), { force: true }),
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
