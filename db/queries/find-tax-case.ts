import type { Actor } from "@/core/permissions";
import type { RecordedStanding, TaxCase } from "@/core/tax-case";
import type { Db } from "@/db/client";
import { authorise } from "@/db/commands/authorise";

const EARLIER_MAX = 24;

/**
 * The case of an entity for whoever may read tax at the authority that answers for it. The look is
 * written down in the same transaction; null also where there is none, so that nothing is told.
 */
export async function findTaxCase(
  db: Db,
  actor: Actor,
  identifier: { scheme: string; number: string },
): Promise<TaxCase | null> {
  return db.begin(async (tx) => {
    const [found] = await tx<Omit<TaxCase, "current" | "earlier" | "identifier">[]>`
      select e.id as entity_id, n.name, n.language, inputs.inputs,
        jsonb_build_object('id', a.id, 'name', a.name, 'language', a.language) as authority
      from entity_identifiers i
      join legal_entities named on named.id = i.entity_id
      join legal_entities e on e.id = coalesce(named.merged_into, named.id)
      join tax_standings s on s.entity_id = e.id and s.superseded_by is null
      join authorities a on a.id = s.authority_id
      left join tax_inputs inputs on inputs.standing_id = s.id
      left join entity_names n on n.entity_id = e.id and n.valid_to is null
      where i.scheme = ${identifier.scheme} and i.number = ${identifier.number}`;
    const authorityId = found?.authority.id ?? null;
    const subject = found ? `tax-case:${found.entityId}` : "tax-case";
    if (!(await authorise(tx, actor, "read-tax", authorityId, subject)) || !found) return null;
    const [current, ...earlier] = await tx<RecordedStanding[]>`
      select s.id, s.scheme_id || '@' || s.scheme_version as scheme, s.standing, s.outcome, s.rule,
        s.disputed, s.planned, s.as_of, s.lapses_on, s.legal_basis, s.grounds, u.name as recorded_by,
        s.recorded_at
      from tax_standings s left join users u on u.id = s.recorded_by
      where s.entity_id = ${found.entityId}
      order by s.superseded_by is not null, s.id desc limit ${EARLIER_MAX}`;
    return current ? { ...found, identifier, current, earlier } : null;
  });
}
