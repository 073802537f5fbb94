import { hash } from "node:crypto";
import type { EntityNumber } from "@/core/entity";
import { isEntityScheme, legalFormOf } from "@/core/entity-number";
import type { IsoDate, IssueRow } from "@/core/import-row";
import { UnreadableFile } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import type { EntryRow, NamedEntity, RegisterImportRow, RegisterRow } from "@/core/register-row";
import { indexText } from "@/core/tokens";
import type { Tx } from "@/db/client";
import { ImportRefused } from "@/db/commands/stage-snapshot";
import { StagingTable } from "@/db/staging";

export interface StagedRegister {
  register: RegisterRow;
  asOf: IsoDate;
  entries: number;
  issues: IssueRow[];
  /** Whom it calls natural persons. */
  persons: EntityNumber[];
}

/** More than this of what is wrong is not listed. */
const ISSUES_MAX = 10_000;

/** Streams a register's rows into the temporary table `staged_entries`; what is wrong is handed back. */
export async function stageRegister(
  tx: Tx,
  rows: AsyncIterable<RegisterImportRow>,
  options: { asOf: IsoDate | null; onRow: () => void },
): Promise<StagedRegister> {
  const table = await createTable(tx);
  const issues: IssueRow[] = [];
  const persons: EntityNumber[] = [];
  const lines = new Map<string, number>();
  let register: RegisterRow | null = null;
  for await (const row of rows) {
    options.onRow();
    if (row.kind === "register") {
      register ??= row;
    } else if (row.kind === "issue") {
      if (issues.length < ISSUES_MAX) issues.push(row);
    } else if (lines.has(row.key)) {
      issues.push(repeated(row, lines.get(row.key) ?? 0));
    } else {
      lines.set(row.key, row.line);
      const person = "entity" in row.subject ? row.subject.entity : null;
      if (person && formOf(person) === "sole-trader") {
        persons.push({ scheme: person.scheme, number: person.number });
      }
      await table.add(cellsOf(row));
    }
  }
  await table.flush();
  if (!register) throw new UnreadableFile("The file holds no register.");
  const asOf = options.asOf ?? register.asOf;
  if (!asOf) throw new ImportRefused("Of which day is the file? Say so with --as-of 2026-01-31.");
  return { register, asOf, entries: lines.size, issues, persons };
}

function repeated({ line, key }: EntryRow, first: number): IssueRow {
  const problem = "repeated-key";
  return {
    kind: "issue",
    line,
    key,
    field: "entry_id",
    value: `line ${first}`,
    problem,
    action: "row-refused",
  };
}

function createTable(tx: Tx) {
  return StagingTable.create(tx, "staged_entries", {
    line: "int",
    key: "text",
    kind: "text",
    entry_class: "text",
    site: "text",
    scheme: "text",
    number: "text",
    name: "text",
    normal: "text",
    tokens: "text[]",
    legal_form: "text",
    language: "text",
    legal_basis: "text",
    grounds: "text",
    evidence: "text",
    remedy: "text",
    starts_on: "date",
    ends_on: "date",
    state: "text",
    hash: "text",
  });
}

function cellsOf(row: EntryRow) {
  const { line } = row;
  const entity = "entity" in row.subject ? row.subject.entity : null;
  const name = entity?.name ?? null;
  const indexed = name === null ? null : indexText(name);
  return [
    line,
    row.key,
    row.entryKind,
    row.class,
    "site" in row.subject ? row.subject.site : null,
    entity?.scheme ?? null,
    entity?.number ?? null,
    name,
    indexed?.normal ?? null,
    indexed?.tokens ?? null,
    entity && formOf(entity),
    row.language,
    row.legalBasis,
    row.grounds,
    row.evidence,
    row.remedy,
    row.startsOn,
    row.endsOn,
    row.state,
    hashOf(row),
  ];
}

/** What the number itself proves of the legal form, or else the register's word. */
function formOf({ scheme, number, legalForm }: NamedEntity): LegalForm | null {
  return (isEntityScheme(scheme) ? legalFormOf(scheme, number) : null) ?? legalForm;
}

/** Of what an entry says; how its subject is called and what form that has is no part of it. */
function hashOf({ line: _, subject, ...content }: EntryRow): string {
  const named =
    "entity" in subject
      ? { scheme: subject.entity.scheme, number: subject.entity.number }
      : subject;
  return hash("sha256", JSON.stringify({ ...content, subject: named }));
}
