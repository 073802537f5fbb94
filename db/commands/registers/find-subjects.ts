import type { IssueRow } from "@/core/import-row";
import type { Tx } from "@/db/client";

/**
 * Finds the sites and legal entities that staged entries name, in the temporary table
 * `entry_subjects (key, site_id, entity_id)`, making entities that nobody has named before. Hands
 * back the entries whose subject is none, or may be a natural person.
 */
export async function findSubjects(tx: Tx, sourceId: number): Promise<IssueRow[]> {
  await makeEntities(tx, sourceId);
  await tx`
    create temp table entry_subjects on commit drop as
    select s.key, coalesce(site.merged_into, site.id) as site_id,
      case when is_legal_person(e.legal_form) then e.id end as entity_id
    from staged_entries s
    left join sites site on site.public_id = s.site
    left join entity_identifiers i on i.scheme = s.scheme and i.number = s.number
    left join legal_entities e on e.id = i.entity_id`;
  return tx<IssueRow[]>`
    select 'issue' as kind, s.line, s.key, case when s.site is null then 'subject_form' else 'site' end as field,
      null as value, case when s.site is null then 'may-be-natural-person' else 'unknown-site' end as problem,
      'row-refused' as action
    from staged_entries s join entry_subjects subject using (key)
    where num_nonnulls(subject.site_id, subject.entity_id) = 0 order by s.line`;
}

/** Only legal persons by their register's word: what may be a person is not made here. */
async function makeEntities(tx: Tx, sourceId: number): Promise<void> {
  const unknown = tx`
    select distinct on (s.scheme, s.number) s.scheme, s.number, s.legal_form from staged_entries s
    where s.number is not null and s.legal_form is not null and not exists (
      select from entity_identifiers i where i.scheme = s.scheme and i.number = s.number)
    order by s.scheme, s.number, s.line`;
  const [first] = await tx`${unknown} limit 1`;
  // As other imports do that meet a number for the first time.
  if (first) await tx`lock table entity_identifiers in share row exclusive mode`;
  await tx`
    create temp table new_entities on commit drop as
    select nextval('legal_entities_id_seq') as id, numbers.* from (${unknown}) numbers`;
  await tx`
    insert into legal_entities (id, legal_form) overriding system value
    select id, legal_form from new_entities`;
  await tx`
    insert into entity_identifiers (entity_id, scheme, level, number)
    select id, scheme, 'entity', number from new_entities`;
  await tx`
    update legal_entities e set legal_form = s.legal_form
    from staged_entries s join entity_identifiers i using (scheme, number)
    where e.id = i.entity_id and e.legal_form is null and s.legal_form is not null`;
  await tx`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language)
    select distinct on (e.id) e.id, ${sourceId}, s.name, s.normal, s.tokens, s.language
    from staged_entries s join entity_identifiers i using (scheme, number)
    join legal_entities e on e.id = i.entity_id
    where s.name is not null and is_legal_person(e.legal_form) and not exists (
      select from entity_names n where n.entity_id = e.id and n.valid_to is null)
    order by e.id, s.line`;
  await tx`drop table new_entities`;
}
