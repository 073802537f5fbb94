import type { IsoDate, IssueRow } from "@/core/import-row";
import type { Tx } from "@/db/client";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { tellLegalForms } from "@/db/commands/tell-legal-forms";

/**
 * Finds the sites and legal entities that staged entries name, in the temporary table
 * `entry_subjects (key, site_id, entity_id)`, making entities that nobody has named before. Hands
 * back the entries whose subject is none, or may be a natural person, and the entities of which the
 * register tells another legal form: publish them.
 */
export async function findSubjects(
  tx: Tx,
  source: { id: number; asOf: IsoDate },
): Promise<{ nobody: IssueRow[]; told: number[] }> {
  await holdWhoIsWho(tx);
  await makeEntities(tx, source);
  const told = await tellForms(tx, source);
  await nameEntities(tx, source.id);
  await tx`
    create temp table entry_subjects on commit drop as
    select s.key, coalesce(site.merged_into, site.id) as site_id,
      case when is_legal_person(e.legal_form) and s.legal_form is distinct from 'sole-trader'
        then e.id end as entity_id
    from staged_entries s
    left join sites site on site.public_id = s.site
    left join entity_identifiers i on i.scheme = s.scheme and i.number = s.number
    left join legal_entities e on e.id = i.entity_id`;
  const nobody = await tx<IssueRow[]>`
    select 'issue' as kind, s.line, s.key, case when s.site is null then 'subject_form' else 'site' end as field,
      null as value, case when s.site is not null then 'unknown-site'
        when s.legal_form = 'sole-trader' then 'natural-person' else 'may-be-natural-person' end as problem,
      'row-refused' as action
    from staged_entries s join entry_subjects subject using (key)
    where num_nonnulls(subject.site_id, subject.entity_id) = 0 order by s.line`;
  return { nobody, told };
}

/** Only legal persons by their register's word: what may be a person is not made here. */
async function makeEntities(tx: Tx, source: { id: number; asOf: IsoDate }): Promise<void> {
  const unknown = tx`
    select distinct on (s.scheme, s.number) s.scheme, s.number, s.legal_form from staged_entries s
    where s.number is not null and is_legal_person(s.legal_form) and not exists (
      select from entity_identifiers i where i.scheme = s.scheme and i.number = s.number)
    order by s.scheme, s.number, s.line`;
  const [first] = await tx`${unknown} limit 1`;
  // As other imports do that meet a number for the first time.
  if (first) await tx`lock table entity_identifiers in share row exclusive mode`;
  await tx`
    create temp table new_entities on commit drop as
    select nextval('legal_entities_id_seq') as id, numbers.* from (${unknown}) numbers`;
  await tx`
    insert into legal_entities (id, legal_form, legal_form_source_id, legal_form_as_of)
      overriding system value
    select id, legal_form, ${source.id}, ${source.asOf} from new_entities`;
  await tx`
    insert into entity_identifiers (entity_id, scheme, level, number)
    select id, scheme, 'entity', number from new_entities`;
  await tx`drop table new_entities`;
}

/** Of two words on one the one that says natural person holds. */
async function tellForms(tx: Tx, source: { id: number; asOf: IsoDate }): Promise<number[]> {
  await tx`
    create temp table told_forms on commit drop as
    select distinct on (i.entity_id) i.entity_id, s.legal_form
    from staged_entries s join entity_identifiers i using (scheme, number)
    where s.legal_form is not null
    order by i.entity_id, is_legal_person(s.legal_form), s.line`;
  const told = await tellLegalForms(tx, source);
  await tx`drop table told_forms`;
  return told;
}

async function nameEntities(tx: Tx, sourceId: number): Promise<void> {
  await tx`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language)
    select distinct on (e.id) e.id, ${sourceId}, s.name, s.normal, s.tokens, s.language
    from staged_entries s join entity_identifiers i using (scheme, number)
    join legal_entities e on e.id = i.entity_id
    where s.name is not null and is_legal_person(e.legal_form)
      and s.legal_form is distinct from 'sole-trader' and not exists (
      select from entity_names n where n.entity_id = e.id and n.valid_to is null)
    order by e.id, s.line
    on conflict (entity_id) where valid_to is null do nothing`;
}
