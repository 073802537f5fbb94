import { createHash } from "node:crypto";
import type { ImportRow } from "@/core/import-row";
import type { Db } from "@/db/client";
import { importSnapshot } from "@/db/commands/import-snapshot";
import { demoSnapshots } from "@/server/demo-data/snapshots";

/**
 * Fills the board with invented businesses, unless it has them already. The same day gives the
 * same board, public ids included.
 */
export async function seedDemo(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  const [known] = await db`select 1 from sources where key like 'demo:%' limit 1`;
  if (known) return;
  const idBytes = numberedBytes("placard demo");
  for (const snapshot of demoSnapshots(now.toISOString().slice(0, 10))) {
    const result = await importSnapshot(db, {
      format: "demo",
      repeats: false,
      file: snapshot.name,
      fileHash: null,
      rows: stream(snapshot.rows()),
      asOf: snapshot.asOf,
      partial: false,
      acceptGone: false,
      startedAt: now,
      idBytes,
    });
    if (result.state !== "applied") throw new Error(`${snapshot.name}: ${result.reason}`);
    say(`Invented data: ${snapshot.name}, ${result.counts.sites} sites`);
  }
}

/** The same six bytes at the n-th call, every time. */
function numberedBytes(seed: string): () => Uint8Array {
  let n = 0;
  return () => {
    n += 1;
    return createHash("sha256").update(`${seed} ${n}`).digest().subarray(0, 6);
  };
}

async function* stream(rows: Iterable<ImportRow>): AsyncIterable<ImportRow> {
  yield* rows;
}
