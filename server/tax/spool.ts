import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/** A delivery on the disk, where only this process reads it. */
export interface Spooled {
  /** SHA-256 of the body, hex. */
  hash: string;
  bytes: number;
  open: () => AsyncIterable<Uint8Array>;
}

/** More than any authority's feed: about ten million rows. */
export const DELIVERY_BYTES_MAX = 2 ** 30;

export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * Writes a delivery to the disk while its hash is taken, for the work; gone afterwards. It has to
 * arrive whole before its signature says anything, and no memory holds it.
 */
export async function withSpooled<T>(
  body: AsyncIterable<Uint8Array>,
  work: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "placard-delivery-"));
  const file = path.join(folder, "body");
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    const counted = (async function* () {
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > DELIVERY_BYTES_MAX) throw new TooLarge();
        hash.update(chunk);
        yield chunk;
      }
    })();
    await pipeline(counted, createWriteStream(file, { mode: 0o600 }));
    const open = () => createReadStream(file);
    return await work({ hash: hash.digest("hex"), bytes, open });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
