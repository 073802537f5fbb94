import type { Comparable } from "@/core/compare-visits";
import type { IsoDate } from "@/core/import-row";
import type { VisitDraft } from "@/core/visit-draft";
import { findingsOf } from "@/core/visit-findings";
import type { Db } from "@/db/client";
import { findPreviousRoutine } from "@/db/queries/find-previous-routine";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** What an official compares a visit with. */
export interface ComparedVisit extends Comparable {
  id: string;
  visitedOn: IsoDate;
  /** Whether the visit corrects it. */
  isCorrected: boolean;
}

interface Row {
  id: string;
  visitedOn: IsoDate;
  document: VisitDraft;
  outcome: string | null;
  schemeId: string;
  schemeVersion: string;
}

/** For a correction the visit that it corrects, else the last routine visit; null without one. */
export async function findComparedVisit(
  db: Db,
  visit: {
    id: string;
    siteId: number;
    domain: string;
    visitedOn: IsoDate | null;
    supersedes: string | null;
  },
): Promise<ComparedVisit | null> {
  const id = visit.supersedes ?? (await findPreviousRoutine(db, visit))?.id ?? null;
  const [row] = await db<Row[]>`
    select id, visited_on, document, outcome, scheme_id, scheme_version
    from visits where id = ${id}`;
  if (!row) return null;
  const scheme = await readPinnedScheme(db, row);
  return {
    id: row.id,
    visitedOn: row.visitedOn,
    isCorrected: visit.supersedes !== null,
    found: findingsOf(row.document, scheme),
    inputs: row.document.inputs,
    outcome: row.outcome,
  };
}
