import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Storage } from "@/services/storage";
import { storageName } from "@/services/storage-name";

/** The folder that a `file:` URL names, from here where it is relative. */
export function readFolderUrl(url: string): string {
  if (url.startsWith("file:///")) return fileURLToPath(url);
  if (url.startsWith("file:")) return path.resolve(url.slice("file:".length));
  throw new Error(
    "STORAGE_URL is no folder such as file:///srv/placard/files, and no s3: address.",
  );
}

/** Files in a folder of the machine. */
export function folderStorage(
  parent: string,
  kind: string,
  { isPrivate }: { isPrivate: boolean },
): Storage {
  const folder = path.join(parent, kind);
  const place = (name: string) => path.join(folder, storageName(name));
  const mode = isPrivate ? { folder: 0o700, file: 0o600 } : { folder: 0o777, file: 0o666 };
  return {
    async read(name, range) {
      const handle = await open(place(name)).catch(absent);
      return handle?.createReadStream(range) ?? null;
    },
    async write(name, body) {
      const target = place(name);
      const part = `${target}.${randomBytes(6).toString("hex")}.part`;
      await mkdir(folder, { recursive: true, mode: mode.folder });
      try {
        await pipeline(
          body,
          createWriteStream(part, { flags: "wx", flush: true, mode: mode.file }),
        );
        await rename(part, target);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      await flushNames(folder);
    },
    async list() {
      return (await readdir(folder).catch(absent)) ?? [];
    },
    remove: (name) => rm(place(name), { force: true }),
  };
}

/** Until the folder itself is on the disk, a power failure may take the new name away. */
async function flushNames(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
