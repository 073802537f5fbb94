import type { IsoDate } from "@/core/import-row";
import type { Tx } from "@/db/client";

/**
 * Takes over what a source says of the legal form of entities: those in the temporary table
 * `told_forms (entity_id, legal_form)`, one row each. What the number itself proves is never
 * overruled, nor is a newer word by an older one; of two of one day the one that says natural person
 * holds, since it is the one that publishes less. Returns the entities whose form changed: publish
 * them.
 */
export async function tellLegalForms(
  tx: Tx,
  source: { id: number; asOf: IsoDate },
): Promise<number[]> {
  const changed = await tx<{ id: number }[]>`
    update legal_entities e
    set legal_form = told.legal_form, legal_form_source_id = ${source.id},
      legal_form_as_of = ${source.asOf}
    from told_forms told
    where e.id = told.entity_id and told.legal_form is not null
      and (e.legal_form is null or e.legal_form_source_id is not null)
      and (e.legal_form_as_of is null or e.legal_form_as_of < ${source.asOf}
        or e.legal_form_as_of = ${source.asOf}
          and (e.legal_form_source_id = ${source.id} or not is_legal_person(told.legal_form)))
      and e.legal_form is distinct from told.legal_form
    returning e.id`;
  return changed.map(({ id }) => id);
}
