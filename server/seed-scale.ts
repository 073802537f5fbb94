import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import type { Db, Tx } from "@/db/client";
import { publish } from "@/db/commands/publish";
import { listSchemes } from "@/db/queries/list-schemes";
import { Progress } from "@/server/progress";
import { makeSite } from "@/server/scale-data/site";
import { lockSeeding } from "@/server/seed-lock";
import { withoutIndexes } from "@/server/seed-scale-indexes";
import { ScaleLoad } from "@/server/seed-scale-load";
import { registerScaleSources } from "@/server/seed-scale-sources";

/** Sites written at once: they wait in memory. */
const BATCH = 10_000;
/** Between two turns of the loop that sends what is waiting. */
const TURN = 250;

export type SeedResult = { ok: true; sites: number } | { ok: false; reason: string };

/**
 * Fills an empty board with `count` invented sites in eight languages, for measuring; whole or not
 * at all. The same count on the same day gives the same sites, ids included.
 */
export async function seedScale(
  db: Db,
  count: number,
  now: Date,
  say: (line: string) => void,
): Promise<SeedResult> {
  const schemes = await listSchemes(db);
  return db.begin(async (tx): Promise<SeedResult> => {
    await lockSeeding(tx);
    const file = `scale ${count}`;
    const [done] = await tx`select from import_runs where format = 'scale' and file = ${file}`;
    if (done) {
      say(`${count} invented sites are there already.`);
      return { ok: true, sites: count };
    }
    const [other] = await tx`select from sites limit 1`;
    if (other) {
      return { ok: false, reason: "The board has sites already: seed scale fills an empty one." };
    }
    // Sorting and hashing millions in what a request may use would go through files.
    await tx`set local work_mem = '256MB'`;
    await tx`set local maintenance_work_mem = '512MB'`;
    const day = now.toISOString().slice(0, 10);
    await withoutIndexes(tx, RECORDS, () => load(tx, count, day, schemes));
    say("Records are written; publishing.");
    await tx`create temp table touched on commit drop as select id as site_id from sites`;
    await withoutIndexes(tx, READ_MODELS, () => publish(tx));
    await tx.unsafe(`analyze ${READ_MODELS.join(", ")}`);
    await tx`
      insert into import_runs (format, file, as_of, partial, state, counts, started_at)
      values ('scale', ${file}, ${day}, false, 'applied', ${tx.json({ sites: count })}, ${now})`;
    return { ok: true, sites: count };
  });
}

const RECORDS = [
  "sites",
  "site_names",
  "site_addresses",
  "site_authorities",
  "site_sources",
  "site_operators",
  "legal_entities",
  "entity_identifiers",
  "replies",
  "inspections",
  "findings",
  "ratings",
];
const READ_MODELS = ["listings", "map_cells", "vocabulary", "events"];

async function load(
  tx: Tx,
  count: number,
  day: IsoDate,
  schemes: ReadonlyMap<string, Scheme>,
): Promise<void> {
  const into = await ScaleLoad.open(tx, await registerScaleSources(tx, day), schemes, day);
  const progress = new Progress(`${count} invented sites`);
  progress.total = count;
  let written = Promise.resolve();
  for (let first = 1; first <= count; first += BATCH) {
    const batch = [];
    for (let n = first; n < Math.min(first + BATCH, count + 1); n += 1) {
      batch.push(makeSite(n, day));
      if (n % TURN === 0) await new Promise(setImmediate);
    }
    await written;
    written = into.write(batch);
    progress.rows += batch.length;
    progress.bytes = progress.rows;
    progress.tick();
  }
  await written;
  await into.finish();
  progress.done();
  await tx.unsafe(`analyze ${RECORDS.join(", ")}`);
}
