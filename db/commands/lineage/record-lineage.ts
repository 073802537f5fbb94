import { withoutPersonalNumbers } from "@/core/personal-number";
import type { Tx } from "@/db/client";

/** Why a merger, a split, a move or its undoing did not happen. */
export type LineageRefusal =
  | "unknown"
  | "same"
  | "ended"
  | "forms-differ"
  | "tax-standing"
  | "open-visit"
  | "operated-elsewhere"
  | "nothing-left"
  | "undone"
  | "later-first";

export interface LineageRefused {
  ok: false;
  reason: LineageRefusal;
}

export function lineageRefused(reason: LineageRefusal): LineageRefused {
  return { ok: false, reason };
}

export type MoveKind = "identifier" | "operator" | "entry" | "link" | "candidate" | "before";

/**
 * Keeps what tax authorities send waiting until the transaction ends, and waits for what is being
 * taken in: a standing belongs to the entity that has the number in the end. Before anything else is
 * locked, as every delivery does.
 */
export async function holdTaxFeeds(tx: Tx): Promise<void> {
  await tx`
    select from authorities where id in (
      select used.authority_id from authority_schemes used
      join schemes s on s.id = used.scheme_id and s.version = used.scheme_version
      where s.domain = 'tax')
    order by id for no key update`;
}

/** What happened to two sites or two entities. */
export interface Lineage {
  id: number;
  kind: "merged" | "split" | "moved";
  fromSite: number | null;
  toSite: number | null;
  fromEntity: number | null;
  toEntity: number | null;
}

/** Writes down what is about to happen to two sites or entities, by whom and why; returns its id. */
export async function recordLineage(
  tx: Tx,
  act: Omit<Lineage, "id"> & { reason: string; userId: string },
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into lineage (kind, from_site, to_site, from_entity, to_entity, reason, done_by)
    values (${act.kind}, ${act.fromSite}, ${act.toSite}, ${act.fromEntity}, ${act.toEntity},
      ${withoutPersonalNumbers(act.reason)}, ${act.userId})
    returning id`;
  if (!row) throw new Error("The lineage was not written.");
  return row.id;
}

/** Keeps what an act moved or changed, so that it can be undone. */
export async function keepMoves(
  tx: Tx,
  lineageId: number,
  what: MoveKind,
  items: readonly object[],
): Promise<void> {
  for (const item of items) {
    await tx`
      insert into lineage_moves (lineage_id, what, item)
      values (${lineageId}, ${what}, ${tx.json(item as never)})`;
  }
}

/** What an act moved or changed. */
export async function listMoves<Item>(tx: Tx, lineageId: number, what: MoveKind): Promise<Item[]> {
  const rows = await tx<{ item: Item }[]>`
    select item from lineage_moves where lineage_id = ${lineageId} and what = ${what}`;
  return rows.map(({ item }) => item);
}

/**
 * An act that may be undone, locked; a refusal where there is none, where it was undone, or where a
 * later one that stands touches the same: that has to be undone first.
 */
export async function lockLineage(tx: Tx, id: number): Promise<Lineage | LineageRefused> {
  const [act] = await tx<(Lineage & { undone: boolean })[]>`
    select id, kind, from_site, to_site, from_entity, to_entity, undone_at is not null as undone
    from lineage where id = ${id} for update`;
  if (!act) return lineageRefused("unknown");
  if (act.undone) return lineageRefused("undone");
  const [later] = await tx`
    select from lineage
    where id > ${id} and undone_at is null
      and (from_site in (${act.fromSite}, ${act.toSite})
        or to_site in (${act.fromSite}, ${act.toSite})
        or from_entity in (${act.fromEntity}, ${act.toEntity})
        or to_entity in (${act.fromEntity}, ${act.toEntity}))
    limit 1`;
  return later ? lineageRefused("later-first") : act;
}

/** Marks an act as undone; that it happened stays on record. */
export async function markUndone(
  tx: Tx,
  id: number,
  by: { userId: string; reason: string },
): Promise<void> {
  await tx`
    update lineage set undone_by = ${by.userId}, undone_at = clock_timestamp(),
      undone_reason = ${withoutPersonalNumbers(by.reason)}
    where id = ${id}`;
}
