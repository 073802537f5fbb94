import type { ImportIssue } from "@/core/issues-csv";
import type { Db } from "@/db/client";

/** What one import refused or repaired, line by line as it streams; null for an unknown run. */
export async function listImportIssues(
  db: Db,
  runId: string,
): Promise<AsyncIterable<ImportIssue[]> | null> {
  const [run] = await db<{ file: string }[]>`
    select file from import_runs where id = ${runId} and state <> 'refused'`;
  if (!run) return null;
  return db<ImportIssue[]>`
    select ${run.file} as file, line, key, field, value, problem, action
    from import_issues where run_id = ${runId} order by id`.cursor(1000);
}
