import type { BulkFile, BulkFormat, BulkManifest } from "@/core/bulk-manifest";
import { BULK_COLUMNS, type BulkRow } from "@/core/bulk-row";
import { formatPublicId } from "@/core/public-id";
import { connect, type Db, type Tx } from "@/db/client";
import {
  type BulkEvent,
  findBulkFacts,
  streamBulkEvents,
  streamBulkRows,
} from "@/db/queries/bulk-export";
import { listSchemes } from "@/db/queries/list-schemes";
import { type OpenBulkFile, openBulkFile } from "@/server/jobs/bulk/bulk-file";
import { parquet } from "@/server/jobs/bulk/parquet";
import { CSV_NOTE, csv, type Encoder, geoJson, jsonLines } from "@/server/jobs/bulk/text-formats";
import { readBulkManifest, replaceBulkManifest } from "@/services/bulk-files";
import { openStorage, type Storage } from "@/services/storage";

/** Held by the one that writes; any number that no other advisory lock of Placard uses. */
const WRITING = 7_265_003;
/** Generations that stay for downloads under way. */
const PREVIOUS = 3;

const GZIP = "application/gzip";

export interface BulkSettings {
  /** Of Postgres itself. */
  url: string;
  /** As in the environment; undefined for the usual folder. */
  storageUrl: string | undefined;
  /** Public address of the board, without a slash at the end. */
  baseUrl: string;
}

/**
 * Writes the whole board as it stands at one moment into files of every format, with bounded
 * memory, and then names them to readers; null where nothing was published since the last ones.
 * `url` is the database's own: the transaction lasts as long as the writing.
 */
export async function writeBulkFiles(
  { url, storageUrl, baseUrl }: BulkSettings,
  signal: AbortSignal,
): Promise<BulkManifest | null> {
  const storage = openStorage("bulk", storageUrl);
  // One connection: the lock falls with it. Waits for another writer, and then finds its files.
  const db = connect(url, { max: 1 });
  const other = connect(url, { max: 1 });
  let cancel = () => {};
  try {
    const [own] = await db`select pg_backend_pid() as pid`;
    cancel = () => void cancelQuery(other, own?.pid);
    signal.addEventListener("abort", cancel);
    signal.throwIfAborted();
    await db`select pg_advisory_lock(${WRITING})`;
    const last = await readBulkManifest(storage);
    const manifest = await db.begin("isolation level repeatable read read only", (tx) =>
      writeGeneration(tx, storage, baseUrl, last, signal),
    );
    if (manifest) await replaceBulkManifest(storage, manifest);
    return manifest;
  } finally {
    signal.removeEventListener("abort", cancel);
    await Promise.all([db.end({ timeout: 1 }), other.end({ timeout: 1 })]);
  }
}

/** Ends a query that waits or takes long; where the database is away, it has ended already. */
async function cancelQuery(db: Db, backend: number): Promise<void> {
  await db`select pg_cancel_backend(${backend})`.catch(() => {});
}

async function writeGeneration(
  tx: Tx,
  storage: Storage,
  baseUrl: string,
  last: BulkManifest | null,
  signal: AbortSignal,
): Promise<BulkManifest | null> {
  const facts = await findBulkFacts(tx);
  const { revision, lastEvent } = facts;
  // A board that was made anew may have come to the same revision.
  const same = last?.lastEvent?.contentHash === lastEvent?.contentHash;
  if (last?.revision === revision && same) return null;
  const madeAt = new Date().toISOString();
  const stem = `${madeAt.replace(/[-:]|\.\d+/g, "")}-${revision}`;
  const rows = streamBulkRows(
    tx,
    await listSchemes(tx),
    (id, slug) => `${baseUrl}/en/sites/${formatPublicId(id)}/${encodeURIComponent(slug)}`,
  );
  const sites = `sites-${stem}`;
  const begin = (
    format: BulkFormat,
    name: string,
    mediaType: string,
    encoder: Encoder<BulkRow>,
  ): OpenBulkFile<BulkRow> => openBulkFile(storage, { format, name, mediaType }, encoder);
  const files = [
    ...(await fill(signal, rows, [
      begin("csv", `${sites}.csv.gz`, GZIP, csv()),
      begin("json-lines", `${sites}.jsonl.gz`, GZIP, jsonLines()),
      begin("geojson", `${sites}.geojson.gz`, GZIP, geoJson()),
      begin("parquet", `${sites}.parquet`, "application/vnd.apache.parquet", parquet()),
    ])),
    ...(await fill(signal, streamBulkEvents(tx), [
      openBulkFile(
        storage,
        { format: "events", name: `events-${stem}.jsonl.gz`, mediaType: GZIP },
        jsonLines<BulkEvent>(),
      ),
    ])),
  ];
  return {
    title: "Ratings of food and goods sites",
    ...facts,
    madeAt,
    files,
    notes: [CSV_NOTE],
    columns: [...BULK_COLUMNS],
    previous: last ? [generationOf(last), ...last.previous].slice(0, PREVIOUS) : [],
  };
}

/** The same rows into several files, at the pace of the slowest. */
async function fill<Row>(
  signal: AbortSignal,
  batches: AsyncIterable<Row[]>,
  files: OpenBulkFile<Row>[],
): Promise<BulkFile[]> {
  try {
    for await (const batch of batches) {
      signal.throwIfAborted();
      await Promise.all(files.map((file) => file.write(batch)));
    }
    return await Promise.all(files.map((file) => file.close()));
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon()));
    throw error;
  }
}

function generationOf({ revision, lastEvent, madeAt, files }: BulkManifest) {
  return { revision, lastEvent, madeAt, files };
}
