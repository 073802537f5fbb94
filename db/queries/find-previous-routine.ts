import type { IsoDate } from "@/core/import-row";
import type { VisitDraft } from "@/core/visit-draft";
import { markOf } from "@/core/visit-findings";
import type { Db, Tx } from "@/db/client";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** The routine visit before another, as far as repeats and the next inspector need it. */
export interface PreviousRoutine {
  id: string;
  visitedOn: IsoDate;
  document: VisitDraft;
  /** Codes of the items that were out of order. */
  out: string[];
}

/**
 * The last routine visit of a site that was published before a visit, by the same authority and by
 * the same scheme, whose items alone can be told to be the same; null where there is none.
 */
export async function findPreviousRoutine(
  db: Db | Tx,
  visit: { id: string; siteId: number; domain: string; visitedOn: IsoDate | null },
): Promise<PreviousRoutine | null> {
  const [last] = await db<
    (Omit<PreviousRoutine, "out"> & { schemeId: string; schemeVersion: string })[]
  >`
    select id, visited_on, document, scheme_id, scheme_version from visits
    where site_id = ${visit.siteId} and domain = ${visit.domain} and kind = 'routine'
      and state = 'published' and id <> ${visit.id}
      and visited_on <= coalesce(${visit.visitedOn}::date, 'infinity')
      and id is distinct from (select supersedes from visits v where v.id = ${visit.id})
      and (authority_id, scheme_id) =
        (select v.authority_id, v.scheme_id from visits v where v.id = ${visit.id})
    order by visited_on desc, submitted_at desc limit 1`;
  if (!last) return null;
  const scheme = await readPinnedScheme(db, last);
  const out = scheme.checklist
    .filter((item) => markOf(item, last.document.items[item.code]) === "out")
    .map(({ code }) => code);
  const { id, visitedOn, document } = last;
  return { id, visitedOn, document, out };
}
