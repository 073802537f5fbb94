import type { Comparable } from "@/core/compare-visits";
import type { IsoDate } from "@/core/import-row";
import type { Inputs, Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { findingsOf, type VisitFinding } from "@/core/visit-findings";
import type { Db, Tx } from "@/db/client";
import { readPinnedScheme } from "@/db/queries/list-schemes";

/** The routine visit before another, as far as repeats and the next inspector need it. */
export type PreviousRoutine =
  | (Comparable & {
      isComparable: true;
      /** Null where it was not recorded here. */
      id: string | null;
      visitedOn: IsoDate;
      /** One after it that cannot be compared. */
      passedOver: Incomparable | null;
    })
  | Incomparable;

/** Of a source whose items are not those of the scheme. */
interface Incomparable {
  isComparable: false;
  visitedOn: IsoDate;
  source: string;
}

interface Asked {
  id: string;
  siteId: number;
  domain: string;
  visitedOn: IsoDate | null;
}

/**
 * The last routine visit of a site before another, by the same authority: recorded here by the same
 * scheme, whose items alone can be told to be the same, or imported, whichever is later; null where
 * there is none. An import that cannot be compared hides no visit that can.
 */
export async function findPreviousRoutine(
  db: Db | Tx,
  visit: Asked,
): Promise<PreviousRoutine | null> {
  const recorded = await findRecorded(db, visit);
  const imported = await findImported(db, visit);
  if (!recorded || !imported) return recorded ?? imported;
  if (imported.visitedOn <= recorded.visitedOn) return recorded;
  return imported.isComparable ? imported : { ...recorded, passedOver: imported };
}

/**
 * The same before a draft: one that says no day yet is of today, as its form says, so that what the
 * form shows as repeats is what becomes public.
 */
export function findPreviousOfDraft(
  db: Db,
  { id, siteId, domain, draft }: Omit<Asked, "visitedOn"> & { draft: VisitDraft },
  today: IsoDate,
): Promise<PreviousRoutine | null> {
  return findPreviousRoutine(db, { id, siteId, domain, visitedOn: draft.visitedOn ?? today });
}

/** A visit recorded here as others are compared with it. */
export async function readComparable(
  db: Db | Tx,
  visit: { document: VisitDraft; outcome: string | null; schemeId: string; schemeVersion: string },
): Promise<Comparable> {
  const { document, outcome } = visit;
  const found = findingsOf(document, await readPinnedScheme(db, visit));
  return { found, inputs: document.inputs, outcome };
}

async function findRecorded(db: Db | Tx, visit: Asked) {
  const [last] = await db<
    (Parameters<typeof readComparable>[1] & { id: string; visitedOn: IsoDate })[]
  >`
    select id, visited_on, document, outcome, scheme_id, scheme_version from visits
    where site_id = ${visit.siteId} and domain = ${visit.domain} and kind = 'routine'
      and state = 'published' and id <> ${visit.id}
      and visited_on <= coalesce(${visit.visitedOn}::date, 'infinity')
      and id is distinct from (select supersedes from visits v where v.id = ${visit.id})
      and (authority_id, scheme_id) =
        (select v.authority_id, v.scheme_id from visits v where v.id = ${visit.id})
    order by visited_on desc, submitted_at desc limit 1`;
  if (!last) return null;
  const { id, visitedOn } = last;
  const what = await readComparable(db, last);
  return { isComparable: true as const, id, visitedOn, ...what, passedOver: null };
}

/**
 * A source's words for why it went somewhere are its own, so its last visit counts whatever it was
 * for; not one of the same day, which may be this very visit.
 */
async function findImported(db: Db | Tx, visit: Asked): Promise<PreviousRoutine | null> {
  const [last] = await db<
    {
      id: number;
      visitedOn: IsoDate;
      source: string;
      isOfScheme: boolean;
      inputs: Inputs | null;
      outcome: string | null;
      schemeId: string;
      schemeVersion: string;
    }[]
  >`
    select i.id, i.visited_on, source.name as source, r.inputs, r.outcome,
      coalesce(r.scheme_id = v.scheme_id, false) as is_of_scheme, v.scheme_id, v.scheme_version
    from visits v
    join inspections i on i.site_id = v.site_id and i.domain = v.domain
      and i.superseded_by is null
    join sources source on source.id = i.source_id and source.format <> 'office'
      and source.authority_id = v.authority_id
    left join ratings r on r.source_id = i.source_id and r.site_id = i.site_id
      and r.visit_key = i.source_key
    where v.id = ${visit.id} and i.visited_on < coalesce(${visit.visitedOn}::date, 'infinity')
    order by i.visited_on desc, i.id desc, r.source_as_of desc, r.id desc limit 1`;
  if (!last) return null;
  const { visitedOn, source, inputs, outcome } = last;
  const found = last.isOfScheme ? await readImported(db, last) : null;
  if (!found) return { isComparable: false, visitedOn, source };
  const what = { found, inputs: plainInputs(inputs), outcome };
  return { isComparable: true, id: null, visitedOn, ...what, passedOver: null };
}

/** What an imported visit found, by the items of a scheme; null where some are not among them. */
async function readImported(
  db: Db | Tx,
  visit: { id: number; schemeId: string; schemeVersion: string },
): Promise<VisitFinding[] | null> {
  const { checklist } = await readPinnedScheme(db, visit);
  const rows = await db<{ code: string | null; text: string; corrected: boolean }[]>`
    select code, text, corrected_on_site as corrected from findings
    where inspection_id = ${visit.id} order by ordinal`;
  const found = rows.map((row) => toFinding(row, checklist));
  const areItems = checklist.length === 0 || found.every(({ code }) => code !== null);
  return areItems ? found : null;
}

function toFinding(
  { code, text, corrected }: { code: string | null; text: string; corrected: boolean },
  checklist: Scheme["checklist"],
): VisitFinding {
  const item = checklist.find((one) => one.code === code);
  return {
    code: item?.code ?? null,
    text: item?.text ?? { en: text, zh: text, ar: text },
    comment: item ? text : "",
    severity: item?.severity ?? null,
    corrected,
    measured: null,
    photos: [],
  };
}

/** A rating's inputs as a form has them: its findings stand apart there. */
function plainInputs(inputs: Inputs | null): VisitDraft["inputs"] {
  const plain: VisitDraft["inputs"] = {};
  for (const [name, value] of Object.entries(inputs ?? {})) {
    if (!Array.isArray(value)) plain[name] = value;
    else if (value.every((one) => typeof one === "number")) plain[name] = value;
  }
  return plain;
}
