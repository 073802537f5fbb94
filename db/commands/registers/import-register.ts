import type { IsoDate, IssueRow } from "@/core/import-row";
import { UnreadableFile } from "@/core/import-row";
import type { RegisterImportRow, RegisterRow } from "@/core/register-row";
import type { Db, Tx } from "@/db/client";
import type { ImportResult } from "@/db/commands/import-snapshot";
import { findSubjects } from "@/db/commands/registers/find-subjects";
import { mergeRegister } from "@/db/commands/registers/merge-register";
import { publishEntries } from "@/db/commands/registers/publish-entries";
import { type StagedRegister, stageRegister } from "@/db/commands/registers/stage-register";
import { tellPersons, touchEntriesOf } from "@/db/commands/registers/tell-persons";
import { ImportRefused } from "@/db/commands/stage-snapshot";

export interface RegisterRequest {
  format: string;
  /** File name, as shown in reports. */
  file: string;
  rows: AsyncIterable<RegisterImportRow>;
  /** Day of the file; wins over what it says itself. */
  asOf: IsoDate | null;
  /** True where what the file does not name has not ended. */
  partial: boolean;
  /** Take over a file in which more than 30 % has gone. */
  acceptGone: boolean;
  /** True where one wrong row refuses the whole file. */
  strict: boolean;
  startedAt: Date;
  onRow?: () => void;
}

/** With what is wrong, row by row, where that refused the whole file: none of it is kept. */
export type RegisterResult = ImportResult & { issues?: IssueRow[] };

class WrongRows extends ImportRefused {
  issues: IssueRow[];
  staged: StagedRegister;

  constructor(issues: IssueRow[], staged: StagedRegister) {
    super(sentence(issues));
    this.issues = issues;
    this.staged = staged;
  }
}

/**
 * Takes one file of a register over, whole or not at all. The same file again changes nothing; an
 * older one is refused, since a register says what holds now.
 */
export async function importRegister(db: Db, request: RegisterRequest): Promise<RegisterResult> {
  try {
    return await db.begin((tx) => takeOver(tx, request));
  } catch (error) {
    if (!(error instanceof ImportRefused || error instanceof UnreadableFile)) throw error;
    if (error instanceof WrongRows && error.staged.persons.length > 0) {
      await tellPersons(db, error.staged);
    }
    const state = error instanceof ImportRefused && error.held ? "held" : "refused";
    const run = { sourceId: null, state, counts: {}, reason: error.message } as const;
    const result = await recordRun(db, request, run);
    return error instanceof WrongRows ? { ...result, issues: error.issues } : result;
  }
}

async function takeOver(tx: Tx, request: RegisterRequest): Promise<RegisterResult> {
  const { strict, partial, acceptGone, onRow = () => {} } = request;
  const staged = await stageRegister(tx, request.rows, { asOf: request.asOf, onRow });
  refuseWrong(strict, staged.issues, staged);
  const { sourceId, authorityId } = await openRegister(tx, staged, request);
  const { nobody, told } = await findSubjects(tx, { id: sourceId, asOf: staged.asOf });
  const issues = [...staged.issues, ...nobody];
  refuseWrong(strict, nobody, staged);
  await tx`
    delete from staged_entries s using entry_subjects subject
    where s.key = subject.key and num_nonnulls(subject.site_id, subject.entity_id) = 0`;
  const merged = await mergeRegister(tx, { sourceId, authorityId, partial, acceptGone });
  await touchEntriesOf(tx, told);
  const published = await publishEntries(tx, told);
  const counts = { entries: staged.entries - nobody.length, ...merged, published };
  const isNews = merged.added + merged.moved + merged.gone + told.length > 0;
  const run = { sourceId, state: isNews ? "applied" : "unchanged", counts } as const;
  return recordRun(tx, request, { ...run, asOf: staged.asOf, issues });
}

/** In one that is strict, a row that cannot be taken over stops all. */
function refuseWrong(strict: boolean, issues: IssueRow[], staged: StagedRegister): void {
  const wrong = issues.filter(({ action }) => action === "row-refused");
  if (strict && wrong.length > 0) throw new WrongRows(wrong, staged);
}

const NAMED = 5;

function sentence(issues: readonly IssueRow[]): string {
  const named = issues
    .slice(0, NAMED)
    .map(({ line, field, problem }) => `line ${line}, ${field}: ${problem}`);
  const more = issues.length > NAMED ? `; and ${issues.length - NAMED} more` : "";
  return `Nothing was taken over, since rows are wrong: ${named.join("; ")}${more}.`;
}

/** Finds or makes the register's source and its authority, and keeps other imports of it waiting. */
async function openRegister(tx: Tx, { register, asOf }: StagedRegister, request: RegisterRequest) {
  const { source } = register;
  const authorityId = await findOrMakeAuthority(tx, register);
  await tx`
    insert into sources (key, format, authority_id, domain, name, licence, licence_url, url,
      language, as_of)
    values (${source.key}, ${request.format}, ${authorityId}, 'register', ${source.name},
      ${source.licence}, ${source.licenceUrl}, ${source.url}, ${source.language}, ${asOf})
    on conflict (key) do nothing`;
  const [row] = await tx<{ id: number; asOf: IsoDate; isOlder: boolean; isAhead: boolean }[]>`
    select id, as_of, as_of > ${asOf} as is_older,
      ${asOf}::date > (now() at time zone 'UTC')::date + 1 as is_ahead
    from sources where key = ${source.key} for update`;
  if (!row) throw new Error(`Source ${source.key} was not written.`);
  if (row.isAhead) throw new ImportRefused(`${asOf} is still to come.`);
  if (row.isOlder) {
    throw new ImportRefused(`The file is of ${asOf}, and a newer one of ${row.asOf} is known.`);
  }
  await tx`
    update sources set as_of = ${asOf},
      complete_as_of = case when ${request.partial} then complete_as_of else ${asOf}::date end
    where id = ${row.id} and (as_of < ${asOf} or not ${request.partial}
      and complete_as_of is distinct from ${asOf})`;
  return { sourceId: row.id, authorityId };
}

async function findOrMakeAuthority(tx: Tx, { authority, source }: RegisterRow): Promise<number> {
  await tx`
    insert into authorities (slug, name, country, language, website, email, invented)
    values (${authority.slug}, ${authority.name}, ${authority.country}, ${source.language},
      ${authority.website}, ${authority.email}, ${authority.invented})
    on conflict (slug) do nothing`;
  const [row] = await tx<{ id: number }[]>`
    select id from authorities where slug = ${authority.slug}`;
  if (!row) throw new Error(`Authority ${authority.slug} was not written.`);
  return row.id;
}

async function recordRun(
  tx: Db | Tx,
  request: RegisterRequest,
  run: {
    sourceId: number | null;
    state: ImportResult["state"];
    counts: Record<string, number>;
    reason?: string;
    asOf?: IsoDate;
    issues?: readonly IssueRow[];
  },
): Promise<ImportResult> {
  const reason = run.reason ?? null;
  const [row] = await tx<{ id: string }[]>`
    insert into import_runs
      (source_id, format, file, file_hash, as_of, partial, state, reason, counts, started_at)
    values (${run.sourceId}, ${request.format}, ${request.file}, null, ${run.asOf ?? request.asOf},
      ${request.partial}, ${run.state}, ${reason}, ${tx.json(run.counts)}, ${request.startedAt})
    returning id`;
  const runId = row?.id ?? "";
  const issues = (run.issues ?? []).map(({ kind: _, ...issue }) => issue);
  if (issues.length > 0) {
    await tx`
      insert into import_issues (run_id, line, key, field, value, problem, action)
      select ${runId}, line, key, field, value, problem, action
      from jsonb_to_recordset(${tx.json(issues as never)}::jsonb)
        as issue (line int, key text, field text, value text, problem text, action text)
      order by line`;
  }
  return { runId, state: run.state, reason, counts: run.counts };
}
