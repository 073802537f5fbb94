import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Spooled } from "@/server/tax/spool";

/** A delivery that lies on the disk already; null where there is none. */
export async function openLocalFile(file: string): Promise<Spooled | null> {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return null;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return {
    hash: hash.digest("hex"),
    bytes: info.size,
    open: () => createReadStream(file),
  };
}
