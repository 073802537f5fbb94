import { randomBytes } from "node:crypto";
import type { ImportRow, IsoDate } from "@/core/import-row";
import { UnreadableFile } from "@/core/import-row";
import { withoutPersonalNumbers } from "@/core/personal-number";
import type { Db, Tx } from "@/db/client";
import { mergeSnapshot } from "@/db/commands/merge-snapshot";
import { publish } from "@/db/commands/publish";
import { ImportRefused, stageSnapshot } from "@/db/commands/stage-snapshot";

export interface ImportRequest {
  format: string;
  /** Whether the format repeats a record on several lines. */
  repeats: boolean;
  /** File name, as shown in reports. */
  file: string;
  /** SHA-256 of the file, null to read it in any case. */
  fileHash: string | null;
  rows: AsyncIterable<ImportRow>;
  /** Day of the snapshot, for files that carry none; wins over the file's own. */
  asOf: IsoDate | null;
  /** True where the file is no complete snapshot: what it does not name has not gone. */
  partial: boolean;
  /** Take over a snapshot in which more than 30 % has gone. */
  acceptGone: boolean;
  startedAt: Date;
  onRow?: () => void;
  /** Six random bytes for a public id; given only where ids must be the same every time. */
  idBytes?: () => Uint8Array;
}

export interface ImportResult {
  runId: string;
  state: "applied" | "unchanged" | "refused" | "held";
  reason: string | null;
  counts: Record<string, number>;
}

/**
 * Takes one snapshot over, whole or not at all: adds, updates, supersedes, marks what has gone,
 * never deletes. The same snapshot again changes nothing; an older one fills history in and does
 * not turn time back. What was refused or repaired is kept with the run.
 */
export async function importSnapshot(db: Db, request: ImportRequest): Promise<ImportResult> {
  const earlier = await findSameFile(db, request);
  if (earlier) {
    const counts = { ...earlier.counts, changed: 0 };
    return recordRun(db, request, { sourceId: earlier.sourceId, state: "unchanged", counts });
  }
  try {
    return await db.begin(async (tx) => {
      // Elsewhere each query is planned for what it asks; here that would plan every check of every
      // row's foreign keys anew.
      await tx`set local plan_cache_mode = auto`;
      const staged = await stageSnapshot(tx, request.rows, {
        asOf: request.asOf,
        onRow: request.onRow ?? (() => {}),
      });
      const merged = await mergeSnapshot(tx, staged, {
        format: request.format,
        repeats: request.repeats,
        partial: request.partial,
        acceptGone: request.acceptGone,
        idBytes: request.idBytes ?? randomIdBytes(),
      });
      const listed = await publish(tx);
      const counts = { ...staged.counts, ...merged.counts, listed };
      const state = listed > 0 || merged.wrote ? "applied" : "unchanged";
      return recordRun(tx, request, {
        sourceId: merged.sourceId,
        state,
        counts,
        asOf: staged.asOf,
      });
    });
  } catch (error) {
    if (!(error instanceof ImportRefused || error instanceof UnreadableFile)) throw error;
    const state = error instanceof ImportRefused && error.held ? "held" : "refused";
    return recordRun(db, request, { sourceId: null, state, counts: {}, reason: error.message });
  }
}

/** Six bytes at a time of a larger draw, since drawing few takes as long as drawing many. */
function randomIdBytes(): () => Uint8Array {
  let drawn = new Uint8Array();
  return () => {
    if (drawn.length === 0) drawn = randomBytes(6 * 1024);
    const bytes = drawn.subarray(0, 6);
    drawn = drawn.subarray(6);
    return bytes;
  };
}

async function findSameFile(db: Db, request: ImportRequest) {
  if (!request.fileHash) return null;
  const [run] = await db<
    { sourceId: number; counts: Record<string, number>; fileHash: string | null; same: boolean }[]
  >`
    select source_id, counts,
      file_hash = ${request.fileHash} and partial = ${request.partial}
        and (${request.asOf}::date is null or as_of = ${request.asOf}) as same
    from import_runs
    where state in ('applied', 'unchanged') and source_id = (
      select source_id from import_runs
      where file_hash = ${request.fileHash} and state = 'applied' limit 1
    )
    order by finished_at desc limit 1`;
  return run?.same ? run : null;
}

async function recordRun(
  tx: Db | Tx,
  request: ImportRequest,
  run: {
    sourceId: number | null;
    state: ImportResult["state"];
    counts: Record<string, number>;
    reason?: string;
    asOf?: IsoDate;
  },
): Promise<ImportResult> {
  // Names of files and what breaks in them come from outside, too.
  const reason = run.reason === undefined ? null : withoutPersonalNumbers(run.reason);
  const [row] = await tx<{ id: string }[]>`
    insert into import_runs
      (source_id, format, file, file_hash, as_of, partial, state, reason, counts, started_at)
    values (${run.sourceId}, ${request.format}, ${withoutPersonalNumbers(request.file)}, ${request.fileHash},
      ${run.asOf ?? request.asOf}, ${request.partial}, ${run.state}, ${reason},
      ${tx.json(run.counts)}, ${request.startedAt})
    returning id`;
  const runId = row?.id ?? "";
  if (run.asOf) {
    await tx`
      insert into import_issues (run_id, line, key, field, value, problem, action)
      select ${runId}, line, key, field, left(value, 2000), problem, action
      from staged_issues order by line`;
  }
  return { runId, state: run.state, reason, counts: run.counts };
}
