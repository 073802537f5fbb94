import type { Standing } from "@/core/standing";
import type { TaxBatch } from "@/core/tax-batch";
import type { Db } from "@/db/client";
import { isOvertaken } from "@/db/queries/is-overtaken";

/** An entity that a delivery turns, or would turn, from one standing into another. */
export interface TaxTurn {
  scheme: string;
  number: string;
  name: string | null;
  from: Standing;
  to: Standing;
  /** Its place in the list. */
  key: number;
}

const TURNS_A_PAGE = 50;

/** One page of those whose standing a delivery changes: no figures. */
export async function listTaxTurns(
  db: Db,
  batch: Pick<TaxBatch, "id" | "state">,
  { move, after }: { move: { from: string; to: string } | null; after: number },
): Promise<{ items: TaxTurn[]; next: number | null }> {
  const { from = null, to = null } = move ?? {};
  const rows =
    batch.state === "held"
      ? await db<TaxTurn[]>`
          select scheme, number, name, standing_before as "from", standing as "to", line as key
          from tax_held_rows held
          where batch_id = ${batch.id} and change = 'changed' and standing_before <> standing
            and not ${isOvertaken(db)} and line > ${after}
            and (${from}::text is null or standing_before = ${from} and standing = ${to})
          order by line limit ${TURNS_A_PAGE + 1}`
      : await db<TaxTurn[]>`
          select ident.scheme, ident.number, n.name, s.standing_before as "from",
            s.standing as "to", s.id as key
          from tax_standings s
          cross join lateral (
            select i.scheme, i.number from entity_identifiers i where i.entity_id = s.entity_id
            order by i.level = 'establishment', i.scheme, i.number limit 1
          ) ident
          left join entity_names n on n.entity_id = s.entity_id and n.valid_to is null
          where s.batch_id = ${batch.id} and s.standing_before <> s.standing and s.id > ${after}
            and (${from}::text is null or s.standing_before = ${from} and s.standing = ${to})
          order by s.id limit ${TURNS_A_PAGE + 1}`;
  const items = rows.slice(0, TURNS_A_PAGE);
  return { items, next: rows.length > TURNS_A_PAGE ? (items.at(-1)?.key ?? null) : null };
}
