import type { TaxMoves } from "@/core/tax-batch";
import type { TaxFault } from "@/core/tax-row";
import type { Tx } from "@/db/client";
import { FAULTS_MAX } from "@/db/commands/tax/stage-tax-rows";

/** What a delivery would change. */
export interface ComparedTax {
  ok: true;
  moves: TaxMoves;
  /** Entities whose standing this authority has told before. */
  known: number;
}

/**
 * Sets the rows in `staged_tax` against what is known, in the temporary table `tax_rows`: the entity
 * of each, `change` (`new`, `changed`, `same`, `older`), and the numbers of the records it will make.
 * An entity that is somebody else's, or may be a natural person, is a fault of its row. The rows of
 * a delivery that was held are `older` than all that was recorded since it came.
 */
export async function compareTaxRows(
  tx: Tx,
  authorityId: number,
  scheme: { id: string; version: string },
  heldAs: string | null = null,
): Promise<ComparedTax | { ok: false; faults: TaxFault[] }> {
  await lockNewNumbers(tx);
  await tx`
    create temp table tax_rows on commit drop as
    select staged.*, known.entity_id as known_id, known.legal_form as known_form,
      coalesce(known.entity_id, nextval('legal_entities_id_seq')) as entity_id,
      nextval('tax_standings_id_seq') as standing_id,
      current.standing as standing_before, current.id as standing_id_before,
      -- A name of another register stands; of its own the authority tells the newest.
      staged.name is not null and (name.id is null
        or name.name <> staged.name and named_by.authority_id = ${authorityId}
          and named_by.format = 'tax') as renamed,
      case
        when current.id is null then 'new'
        -- What another does not publish never lapses.
        when current.authority_id <> ${authorityId} and (current.lapses_on is null
          or current.lapses_on > (now() at time zone 'utc')::date) then 'foreign'
        when current.as_of > staged.as_of then 'older'
        when current.recorded_at > (
          select received_at from tax_batches where id = ${heldAs}::uuid) then 'older'
        when current.as_of < staged.as_of then 'changed'
        -- What an officer has put right of a day is not put back by figures of that day.
        when current.recorded_by is not null then 'older'
        when (current.standing, current.rule, current.legal_basis, current.lapses_on,
            current.scheme_id, current.scheme_version)
          is not distinct from (staged.standing, staged.rule, staged.legal_basis, staged.lapses_on,
            ${scheme.id}::text, ${scheme.version}::text)
          and inputs.inputs = staged.inputs then 'same'
        else 'changed'
      end as change
    from staged_tax staged
    left join (
      select i.scheme, i.number, e.id as entity_id, e.legal_form
      from entity_identifiers i
      join legal_entities named on named.id = i.entity_id
      join legal_entities e on e.id = coalesce(named.merged_into, named.id)
    ) known on known.scheme = staged.scheme and known.number = staged.number
    left join tax_standings current
      on current.entity_id = known.entity_id and current.superseded_by is null
    left join tax_inputs inputs on inputs.standing_id = current.id
    left join entity_names name on name.entity_id = known.entity_id and name.valid_to is null
    left join sources named_by on named_by.id = name.source_id
    -- Rows in the order of what they change are written sooner.
    order by entity_id`;
  await tx`analyze tax_rows (entity_id, known_id, change)`;
  const faults = await tx<Omit<TaxFault, "kind">[]>`
    select line, "column", "column" || ' ' || reason as reason from (
      select line, 'number' as "column",
        'is of an entity that another tax authority answers for.' as reason
      from tax_rows where change = 'foreign'
      union all
      select line, 'legal_form',
        'is of a natural person in another register. Such rows have no place here.'
      from tax_rows where known_form = 'sole-trader'
      union all
      select max(line), 'number', 'names the entity of line ' || min(line) || ' once more.'
      from tax_rows group by coalesce(known_id::text, scheme || ' ' || number) having count(*) > 1
    ) found order by line limit ${FAULTS_MAX}`;
  if (faults.length > 0) {
    return { ok: false, faults: faults.map((fault) => ({ kind: "fault", ...fault })) };
  }
  const moved = await tx<{ move: string; entities: number }[]>`
    select case
        when change in ('same', 'older') then change
        else coalesce(standing_before, 'new') || '>' || standing
      end as move,
      count(*) as entities
    from tax_rows group by move order by move`;
  const [told] = await tx<{ known: number }[]>`
    select count(*) as known from tax_standings
    where authority_id = ${authorityId} and superseded_by is null`;
  return {
    ok: true,
    moves: Object.fromEntries(moved.map(({ move, entities }) => [move, entities])),
    known: told?.known ?? 0,
  };
}

/** Imports and other authorities may meet the same number for the first time at the same time. */
async function lockNewNumbers(tx: Tx): Promise<void> {
  // Planned as for all of them: mostly there is none, and to find that out one by one takes longer.
  const [first] = await tx`
    with unknown as materialized (
      select from staged_tax staged where not exists (
        select from entity_identifiers i
        where i.scheme = staged.scheme and i.number = staged.number)
    )
    select from unknown limit 1`;
  if (first) await tx`lock table entity_identifiers in share row exclusive mode`;
}
