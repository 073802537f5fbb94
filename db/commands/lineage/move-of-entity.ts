import type { Tx } from "@/db/client";
import { keepMoves } from "@/db/commands/lineage/record-lineage";

/** Which of an entity's numbers and sites go; all of them where nothing is said. */
export interface Chosen {
  numbers?: readonly { scheme: string; number: string }[];
  siteIds?: readonly number[];
}

/** Moves what an entity has to another, and keeps what was moved with the act. */
export async function moveOfEntity(
  tx: Tx,
  {
    from,
    to,
    lineageId,
    chosen = {},
  }: { from: number; to: number; lineageId: number; chosen?: Chosen },
): Promise<void> {
  const { numbers, siteIds } = chosen;
  const identifiers = await tx<{ scheme: string; number: string }[]>`
    update entity_identifiers set entity_id = ${to}
    where entity_id = ${from}
      ${numbers ? tx`and (scheme, number) in (select * from unnest(${numbers.map((one) => one.scheme)}::text[], ${numbers.map((one) => one.number)}::text[]))` : tx``}
    returning scheme, number`;
  await keepMoves(tx, lineageId, "identifier", identifiers);
  const operators = await tx<{ siteId: number; validFrom: string }[]>`
    update site_operators o set entity_id = ${to}
    where entity_id = ${from}
      ${siteIds ? tx`and site_id = any (${siteIds}::bigint[])` : tx``}
      and not exists (
        select from site_operators other
        where other.site_id = o.site_id and other.entity_id = ${to}
          and other.valid_from = o.valid_from)
    returning site_id, valid_from`;
  await keepMoves(tx, lineageId, "operator", operators);
  const candidates = await tx<{ id: number; entityId: number }[]>`
    update match_candidates c set entity_id = ${to}
    where entity_id = ${from} and state = 'confirmed'
      ${siteIds ? tx`and site_id = any (${siteIds}::bigint[])` : tx``}
      and not exists (
        select from match_candidates other
        where other.site_id = c.site_id and other.entity_id = ${to}
          and other.state in ('proposed', 'confirmed'))
    returning id`;
  await keepMoves(tx, lineageId, "candidate", candidates);
  // Whom it was proposed for is asked anew.
  await tx`
    update match_candidates set state = 'outdated'
    where entity_id = ${from} and state = 'proposed'
      ${siteIds ? tx`and site_id = any (${siteIds}::bigint[])` : tx``}`;
  if (chosen.numbers || chosen.siteIds) return;
  const entries = await tx<{ id: string }[]>`
    update register_entries set entity_id = ${to} where entity_id = ${from} returning id`;
  await keepMoves(tx, lineageId, "entry", entries);
}

/** Moves back what an act moved, as far as it is still where the act brought it. */
export async function moveBack(
  tx: Tx,
  { from, to, lineageId }: { from: number; to: number; lineageId: number },
): Promise<void> {
  await tx`
    update entity_identifiers i set entity_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${lineageId} and m.what = 'identifier' and i.entity_id = ${to}
      and i.scheme = m.item ->> 'scheme' and i.number = m.item ->> 'number'`;
  await tx`
    update site_operators o set entity_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${lineageId} and m.what = 'operator' and o.entity_id = ${to}
      and o.site_id = (m.item ->> 'siteId')::bigint
      and o.valid_from = (m.item ->> 'validFrom')::date`;
  await tx`
    update match_candidates c set entity_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${lineageId} and m.what = 'candidate' and c.entity_id = ${to}
      and c.id = (m.item ->> 'id')::bigint`;
  await tx`
    update register_entries e set entity_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${lineageId} and m.what = 'entry' and e.entity_id = ${to}
      and e.id = (m.item ->> 'id')::uuid`;
}
