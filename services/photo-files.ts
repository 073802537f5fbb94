import { Readable } from "node:stream";
import type { PhotoCopy } from "@/core/photo";
import type { Photo } from "@/services/photo/read-photo";
import { openStorage, type Storage } from "@/services/storage";

/** The name says what is in a file, so that writing it again changes nothing. */
const NAMES: Readonly<Record<PhotoCopy, (sha256: string) => string>> = {
  original: (sha256) => `${sha256}.original`,
  full: (sha256) => `${sha256}.webp`,
  thumb: (sha256) => `${sha256}.thumb.webp`,
};

/** Stores the original as it came, and the copies made of it. */
export async function keepPhoto(
  photo: Photo,
  original: Readable,
  storage: Storage = openStorage("photos"),
): Promise<void> {
  const made = (bytes: Buffer) => Readable.from([bytes], { objectMode: false });
  const { sha256, cleaned, thumbnail } = photo;
  await storage.write(NAMES.original(sha256), original);
  await storage.write(NAMES.full(sha256), made(cleaned));
  await storage.write(NAMES.thumb(sha256), made(thumbnail));
}

/** A copy of a photo, null where it is not stored. */
export function openPhoto(
  sha256: string,
  copy: PhotoCopy,
  storage: Storage = openStorage("photos"),
): Promise<Readable | null> {
  return storage.read(NAMES[copy](sha256));
}

/** Removes a photo with all copies; the original goes last, as what the others can be made of. */
export async function dropPhoto(
  sha256: string,
  storage: Storage = openStorage("photos"),
): Promise<void> {
  for (const copy of ["thumb", "full", "original"] as const) {
    await storage.remove(NAMES[copy](sha256));
  }
}
