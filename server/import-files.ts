import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { type IsoDate, UnreadableFile } from "@/core/import-row";
import type { Db } from "@/db/client";
import { importSnapshot } from "@/db/commands/import-snapshot";
import { importRegister, type RegisterResult } from "@/db/commands/registers/import-register";
import type { Format } from "@/importers/format";
import { openSnapshots, type Snapshot } from "@/importers/input";
import type { RegisterFormat } from "@/importers/register-format";
import { Progress } from "@/server/progress";
import { registerAuthority } from "@/server/register-authority";

export interface ImportOptions {
  authority?: string;
  /** Of an authority that keeps a register and that the board does not know yet. */
  country?: string;
  asOf: IsoDate | null;
  partial: boolean;
  acceptGone: boolean;
  /** False reads a file again that was taken over before. */
  shortcut: boolean;
}

export type FileResult = RegisterResult & { file: string; seconds: number };

/** One file is read while the database works on the other. */
const LANES = 2;

/** Imports every snapshot found at the locations, two at a time, each whole or not at all. */
export async function importFiles(
  db: Db,
  format: Format | RegisterFormat,
  locations: readonly string[],
  options: ImportOptions,
  onResult: (result: FileResult) => void = () => {},
): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const location of locations) {
    const progress = new Progress(path.basename(location));
    const onBytes = (count: number) => {
      progress.bytes += count;
    };
    const snapshots = await openSnapshots(location, format, onBytes).catch(refusalOf);
    if ("reason" in snapshots) {
      const result: FileResult = { ...snapshots, file: location };
      onResult(result);
      results.push(result);
      continue;
    }
    progress.total = sizeOf(snapshots);
    const told: FileResult[] = [];
    // A generator, so that a fault in one lane ends what waits for both.
    const waiting = (function* () {
      yield* snapshots.entries();
    })();
    const work = async () => {
      for (const [place, snapshot] of waiting) {
        const result = await importOne(db, format, snapshot, options, progress, location);
        progress.done();
        onResult(result);
        told[place] = result;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, work));
    for (const lane of lanes) if (lane.status === "rejected") throw lane.reason;
    results.push(...told);
  }
  return results;
}

/** Bytes; null where one size is unknown. */
function sizeOf(snapshots: readonly Snapshot[]): number | null {
  return snapshots.some(({ bytes }) => bytes === null)
    ? null
    : snapshots.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

/** One location that cannot be opened is refused like a file that cannot be read. */
function refusalOf(error: unknown): Omit<FileResult, "file"> {
  if (!(error instanceof UnreadableFile)) throw error;
  return { runId: "", state: "refused", reason: error.message, counts: {}, seconds: 0 };
}

async function importOne(
  db: Db,
  format: Format | RegisterFormat,
  snapshot: Snapshot,
  options: ImportOptions,
  progress: Progress,
  location: string,
): Promise<FileResult> {
  const startedAt = new Date();
  const result = await takeOver(db, format, snapshot, options, startedAt, () => {
    progress.rows += 1;
    progress.tick();
  });
  return { file: location, ...result, seconds: (Date.now() - startedAt.getTime()) / 1000 };
}

async function takeOver(
  db: Db,
  format: Format | RegisterFormat,
  snapshot: Snapshot,
  options: ImportOptions,
  startedAt: Date,
  onRow: () => void,
): Promise<RegisterResult> {
  const { asOf, partial, acceptGone } = options;
  const request = { format: format.id, file: snapshot.name, asOf, partial, acceptGone, startedAt };
  if ("strict" in format) {
    const authority = await registerAuthority(db, options);
    const rows = format.read(snapshot.files, authority ? { authority } : {});
    return importRegister(db, { ...request, strict: format.strict, rows, onRow });
  }
  return importSnapshot(db, {
    ...request,
    repeats: format.repeats,
    fileHash: options.shortcut ? await hashFiles(snapshot, options.authority) : null,
    rows: format.read(snapshot.files, options.authority ? { authority: options.authority } : {}),
    onRow,
  });
}

/** SHA-256 over the files as they lie on the disk; null for what comes over the wire. */
async function hashFiles(snapshot: Snapshot, authority = ""): Promise<string | null> {
  const hash = createHash("sha256").update(`${authority}\0`);
  for (const file of snapshot.files) {
    if (!file.path) return null;
    hash.update(`${file.name}\0`);
    for await (const chunk of createReadStream(file.path)) hash.update(chunk);
  }
  return hash.digest("hex");
}
