import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { withCluster } from "@/bench/cluster";
import { prepareCopy } from "@/bench/copy";
import { type Measure, median, timed } from "@/bench/measure";
import { residentMb } from "@/bench/process-memory";
import { databaseUrl, freshDatabase } from "@/bench/published";
import { writeTaxFile } from "@/bench/tax-file";
import { addTaxAuthority } from "@/db/commands/tax/add-tax-authority";

const ROWS = 1_000_000;
const SECONDS_MAX = 90;
const MEGABYTES_MAX = 600;

/** All that a delivery fills. Parents before children. */
const TABLES = [
  "legal_entities",
  "entity_identifiers",
  "entity_names",
  "tax_batches",
  "tax_standings",
  "tax_inputs",
  "entity_listings",
  "entity_counts",
  "events",
];
/** What refuses to be emptied, of these and of empty tables that refer to them. */
const GUARDS = {
  legal_entities: "legal_entities_never_removed",
  tax_batches: "tax_batches_never_removed",
  tax_standings: "tax_standings_never_removed",
  register_entries: "register_entries_never_removed",
  register_steps: "register_steps_append_only",
};

/**
 * A first delivery of a tax authority and the next month's, imported, rated and listed, against raw
 * COPY of the rows that the first one made.
 */
export function tax(): Promise<Measure[]> {
  return withCluster(async (url, folder) => {
    const board = await freshDatabase(url, "board");
    await addTaxAuthority(board, {
      ...{ slug: "tax-board", name: "Tax board", country: "EE", language: "et" },
      ...{ scheme: "placard-tax@1", from: "2026-01-01", invented: true },
    });
    const file = path.join(folder, "tax.csv");
    await writeTaxFile(file, ROWS, "2026-01-31");
    const first = await runImport(databaseUrl(url, "board"), file);
    const target = await freshDatabase(url, "copied");
    for (const [table, guard] of Object.entries(GUARDS)) {
      await target.unsafe(`alter table ${table} disable trigger ${guard}`);
    }
    const copy = await prepareCopy(board, target, TABLES);
    const bounds = [await copy.run(), await copy.run()];
    await copy.remove();
    await writeTaxFile(file, ROWS, "2026-02-28");
    const next = await runImport(databaseUrl(url, "board"), file);
    const [count] = await board<{ listed: number }[]>`
      select count(*) as listed from entity_listings where tax_as_of = '2026-02-28'`;
    await Promise.all([board.end(), target.end()]);
    const ratio = median(bounds) / first.seconds;
    const rate = (seconds: number) => `${Math.round(ROWS / seconds)} rows/s`;
    const copied = bounds.map((s) => `${s.toFixed(0)} s, ${rate(s)}`).join("; ");
    return [
      {
        what: `first delivery of ${ROWS} rows imported, rated and visible`,
        value: `${first.seconds.toFixed(0)} s, ${rate(first.seconds)}`,
        bound: `COPY of the same rows, ${Math.round(copy.bytes / 1e6)} MB: ${copied}`,
        ratio,
        promise: `< ${SECONDS_MAX} s`,
        kept: first.seconds < SECONDS_MAX,
      },
      {
        what: `the next month's, every standing superseded; ${count?.listed} listed`,
        value: `${next.seconds.toFixed(0)} s, ${rate(next.seconds)}`,
        promise: `< ${SECONDS_MAX} s`,
        kept: next.seconds < SECONDS_MAX,
      },
      {
        what: "memory of the importing process meanwhile",
        value: `${Math.round(Math.max(first.peakMb, next.peakMb))} MB`,
        promise: `< ${MEGABYTES_MAX} MB`,
        kept: Math.max(first.peakMb, next.peakMb) < MEGABYTES_MAX,
      },
    ];
  });
}

/** `placard import tax <file>` in a process of its own, whose memory is looked at now and then. */
async function runImport(url: string, file: string) {
  const command = ["--import", "tsx", "server/placard.ts", "import", "tax", file];
  let peakMb = 0;
  const seconds = await timed(async () => {
    const child = spawn(process.execPath, [...command, "--authority", "tax-board"], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const watch = setInterval(async () => {
      peakMb = Math.max(peakMb, await residentMb({ child }));
    }, 250);
    const [code] = await once(child, "exit");
    clearInterval(watch);
    if (code !== 0) throw new Error(`The import ended with code ${code}.`);
  });
  return { seconds, peakMb };
}
