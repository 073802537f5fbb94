import type { IsoDate } from "@/core/import-row";
import type { VisitDraft } from "@/core/visit-draft";
import type { Db } from "@/db/client";
import {
  findPreviousRoutine,
  type PreviousRoutine,
  readComparable,
} from "@/db/queries/find-previous-routine";

/** What an official compares a visit with. */
export type ComparedVisit = PreviousRoutine & {
  /** Whether the visit corrects it. */
  isCorrected: boolean;
};

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
  if (visit.supersedes === null) {
    const previous = await findPreviousRoutine(db, visit);
    return previous && { ...previous, isCorrected: false };
  }
  const [row] = await db<Row[]>`
    select id, visited_on, document, outcome, scheme_id, scheme_version
    from visits where id = ${visit.supersedes}`;
  if (!row) return null;
  const { id, visitedOn } = row;
  const what = await readComparable(db, row);
  return { isComparable: true, id, visitedOn, ...what, passedOver: null, isCorrected: true };
}
