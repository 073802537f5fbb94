import { createHash } from "node:crypto";
import type { ImportRow } from "@/core/import-row";
import type { Db } from "@/db/client";
import { importSnapshot } from "@/db/commands/import-snapshot";
import { demoSnapshots } from "@/server/demo-data/snapshots";
import { seedDemoTax } from "@/server/seed-demo-tax";

/** Any number that no other advisory lock of Placard uses. */
const SEED_LOCK = 7_265_002;

/**
 * Fills the board with invented businesses, as of the day it was first done. What is there already
 * stays; what an interruption left out is added. The same day gives the same board, public ids
 * included.
 */
export async function seedDemo(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  await db.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(${SEED_LOCK})`;
    await seed(db, now, say);
  });
}

async function seed(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  const done = await db<{ file: string; startedAt: Date }[]>`
    select file, started_at from import_runs
    where format = 'demo' and state = 'applied' order by started_at`;
  const day = done[0]?.startedAt ?? now;
  const idBytes = numberedBytes("placard demo");
  for (const snapshot of demoSnapshots(day.toISOString().slice(0, 10))) {
    if (done.some(({ file }) => file === snapshot.name)) continue;
    const result = await importSnapshot(db, {
      format: "demo",
      repeats: false,
      file: snapshot.name,
      fileHash: null,
      rows: stream(snapshot.rows()),
      asOf: snapshot.asOf,
      partial: false,
      acceptGone: false,
      startedAt: day,
      idBytes,
    });
    if (result.state !== "applied") throw new Error(`${snapshot.name}: ${result.reason}`);
    say(`Invented data: ${snapshot.name}, ${result.counts.sites} sites`);
  }
  await adoptChecklist(db, day);
  await seedDemoTax(db, day, say);
}

/** One of the invented authorities records its own visits by the checklist that comes with Placard. */
async function adoptChecklist(db: Db, day: Date): Promise<void> {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', ${day} from authorities where slug = 'demo-toronto'
    on conflict do nothing`;
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
