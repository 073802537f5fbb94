import type { ImportIssue } from "@/core/issues-csv";
import type { Db } from "@/db/client";

const BATCH = 1000;

/**
 * What one import refused or repaired, a batch at a time; null for an unknown run. Between batches
 * no connection is held, however slowly the reader takes them.
 */
export async function listImportIssues(
  db: Db,
  runId: string,
): Promise<AsyncIterable<ImportIssue[]> | null> {
  const [run] = await db<{ file: string }[]>`
    select file from import_runs where id = ${runId} and state <> 'refused'`;
  return run ? batches(db, runId, run.file) : null;
}

async function* batches(db: Db, runId: string, file: string): AsyncIterable<ImportIssue[]> {
  for (let last = 0; ; ) {
    const rows = await db<(ImportIssue & { id: number })[]>`
      select id, ${file} as file, line, key, field, value, problem, action
      from import_issues where run_id = ${runId} and id > ${last} order by id limit ${BATCH}`;
    yield rows;
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) return;
  }
}
