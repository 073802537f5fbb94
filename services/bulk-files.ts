import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type BulkManifest, bulkManifest } from "@/core/bulk-manifest";
import { openStorage, type Storage } from "@/services/storage";

const MANIFEST = "index.json";

/** What bulk files there are, or null before the first were made. */
export async function readBulkManifest(
  storage: Storage = openStorage("bulk"),
): Promise<BulkManifest | null> {
  const stored = await storage.read(MANIFEST);
  return stored && bulkManifest.parse(JSON.parse(await text(stored)));
}

/** Puts a new generation in front of the readers, and removes every file it no longer names. */
export async function replaceBulkManifest(storage: Storage, manifest: BulkManifest): Promise<void> {
  await storage.write(MANIFEST, Readable.from([JSON.stringify(manifest, null, 2)]));
  const generations = [manifest, ...manifest.previous];
  const kept = new Set(generations.flatMap(({ files }) => files.map(({ name }) => name)));
  for (const name of await storage.list()) {
    if (name !== MANIFEST && !kept.has(name)) await storage.remove(name);
  }
}
