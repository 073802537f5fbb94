import { createHash } from "node:crypto";
import type { Db } from "@/db/client";
import { importSnapshot } from "@/db/commands/import-snapshot";
import { demoSnapshots } from "@/server/demo-data/snapshots";
import { seedDemoTax } from "@/server/seed-demo-tax";
import { lockSeeding } from "@/server/seed-lock";
import { seedRegisters } from "@/server/seed-registers";
import { streamRows } from "@/server/stream-rows";

/**
 * Fills the board with invented businesses, as of the day it was first done. What is there already
 * stays; what an interruption left out is added. The same day gives the same board, public ids
 * included.
 */
export async function seedDemo(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  await db.begin(async (lock) => {
    await lockSeeding(lock);
    await seed(db, now, say);
  });
}

async function seed(db: Db, now: Date, say: (line: string) => void): Promise<void> {
  const done = await db<{ file: string; startedAt: Date }[]>`
    select file, started_at from import_runs
    where format = 'demo' and state = 'applied' order by started_at`;
  const day = done[0]?.startedAt ?? now;
  const idBytes = numberedBytes("placard demo");
  const snapshots = demoSnapshots(day.toISOString().slice(0, 10));
  for (const snapshot of snapshots) {
    if (done.some(({ file }) => file === snapshot.name)) continue;
    const result = await importSnapshot(db, {
      format: "demo",
      repeats: false,
      file: snapshot.name,
      fileHash: null,
      rows: streamRows(snapshot.rows()),
      asOf: snapshot.asOf,
      partial: false,
      acceptGone: false,
      startedAt: day,
      idBytes,
    });
    if (result.state !== "applied") throw new Error(`${snapshot.name}: ${result.reason}`);
    say(`Invented data: ${snapshot.name}, ${result.counts.sites} sites`);
  }
  await seedRegisters(db, { day, done }, say);
  await adoptChecklists(db, day);
  await seedDemoTax(db, { day, snapshots }, say);
  await pitchVendors(db, day);
}

/** So many days from the first are vendors that move known to stand somewhere. */
const PITCHED_DAYS = 90;

/** On most days each vendor that moves stands at another street of its district. */
async function pitchVendors(db: Db, day: Date): Promise<void> {
  await db`
    insert into pitches (site_id, on_day, place, lat_e6, lon_e6)
    select vendor.site_id, days.on_day, street.address, street.lat_e6, street.lon_e6
    from listings vendor
    join authorities authority on authority.id = vendor.authority_id and authority.invented
    cross join lateral (
      select (${day}::timestamptz at time zone 'UTC')::date + step as on_day
      from generate_series(0, ${PITCHED_DAYS}::int) as step
      where (step + vendor.site_id) % 7 <> 0
    ) days
    cross join lateral (
      select l.address, l.lat_e6, l.lon_e6 from listings l
      where l.authority_id = vendor.authority_id and l.locality = vendor.locality
        and l.kind = 'fixed' and l.state = 'open' and l.lat_e6 is not null and l.address is not null
      order by md5(l.public_id || (days.on_day - date '2000-01-01') % 9) limit 1
    ) street
    where vendor.kind = 'mobile' and vendor.state = 'open'
    on conflict (site_id, on_day) do nothing`;
}

/**
 * Some of the invented authorities record their own visits by the checklists that come with Placard:
 * one those of places with food, one those of sellers.
 */
async function adoptChecklists(db: Db, day: Date): Promise<void> {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select a.id, adopted.scheme_id, adopted.scheme_version, ${day}
    from authorities a
    join (values
      ('demo-toronto', 'us-alameda', '2012'),
      ('demo-rongcheng', 'placard-goods', '2')
    ) as adopted (slug, scheme_id, scheme_version) on adopted.slug = a.slug
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
