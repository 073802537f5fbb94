import { createHash } from "node:crypto";
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { BulkFile } from "@/core/bulk-manifest";
import type { Encoder } from "@/server/jobs/bulk/text-formats";
import type { Storage } from "@/services/storage";

/** A bulk file while it is being written. */
export interface OpenBulkFile<Row> {
  /** Waits for as long as the storage needs. */
  write(rows: readonly Row[]): Promise<void>;
  close(): Promise<BulkFile>;
  /** Nothing of it stays. */
  abandon(): Promise<void>;
}

/** Begins a file that is stored while it is written; it has its name only once it is whole. */
export function openBulkFile<Row>(
  storage: Storage,
  about: Pick<BulkFile, "name" | "format" | "mediaType">,
  encoder: Encoder<Row>,
): OpenBulkFile<Row> {
  const input = about.name.endsWith(".gz") ? createGzip() : new PassThrough();
  const digest = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  async function* measured() {
    for await (const chunk of input) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const stored = storage.write(about.name, Readable.from(measured(), { objectMode: false }));
  // What cannot be stored is told to the one who writes, also while it waits.
  stored.catch((error) => input.destroy(error));
  input.on("error", () => {});

  async function put(chunk: string | Uint8Array): Promise<void> {
    if (input.destroyed) return stored;
    if (chunk.length > 0 && !input.write(chunk)) await once(input, "drain");
  }

  const started = put(encoder.start());
  return {
    async write(batch) {
      await started;
      rows += batch.length;
      await put(encoder.encode(batch));
    },
    async close() {
      await started;
      await put(encoder.end());
      input.end();
      await stored;
      const sha256 = digest.digest("hex");
      return { ...about, bytes, rows, sha256, url: `/data/files/${about.name}` };
    },
    async abandon() {
      input.destroy(new Error("abandoned"));
      await stored.catch(() => {});
    },
  };
}
