import type { Readable } from "node:stream";
import { folderStorage, readFolderUrl } from "@/services/folder-storage";
import { readS3Url, s3Storage } from "@/services/s3-storage";

/** Files by name in one place: a folder, or a bucket of an object store. */
export interface Storage {
  /** Bytes from `start` to `end`, both included; null where there is no such file. */
  read(name: string, range?: { start: number; end: number }): Promise<Readable | null>;
  /** The whole file or nothing: no reader ever sees a part. Replaces one of that name at once. */
  write(name: string, body: Readable): Promise<void>;
  /** Every name; of a folder also what a write that was killed has left. */
  list(): Promise<string[]>;
  /** Nothing happens where there is no such file. */
  remove(name: string): Promise<void>;
}

/** Where files lie unless `STORAGE_URL` says otherwise. */
const USUAL = "file:.placard/files";

/**
 * The files of one kind under `STORAGE_URL`: a folder that processes may share (`file:`), or a
 * bucket behind the protocol of S3 (`s3:`). Photos are nobody else's business on the machine.
 */
export function openStorage(
  kind: "bulk" | "photos",
  url: string = process.env.STORAGE_URL || USUAL,
): Storage {
  const bucket = readS3Url(url);
  if (bucket) return s3Storage(bucket, kind);
  return folderStorage(readFolderUrl(url), kind, { isPrivate: kind === "photos" });
}

/** Whether files can be stored under a URL; what is wrong with it is said without its secret. */
export function isStorageUrl(url: string): boolean {
  try {
    openStorage("bulk", url);
    return true;
  } catch {
    return false;
  }
}
