import type { Tx } from "@/db/client";
import { publishEntities } from "@/db/commands/publish-entities";

/** So many new records, or such a share of those that are there, change what plans are made by. */
const ANALYZE_FROM = 1000;
const ANALYZE_SHARE = 0.2;

/**
 * Takes over the compared rows in `tax_rows`, set-wise: new entities with number and name, figures,
 * and standings in place of those before. Publishes what changed, last of all.
 */
export async function mergeTaxRows(
  tx: Tx,
  { authorityId, batchId }: { authorityId: number; batchId: string },
): Promise<number> {
  await tx`delete from tax_rows where change = 'older'`;
  await mergeEntities(tx, authorityId);
  await mergeStandings(tx, { authorityId, batchId });
  await refreshStatistics(tx);
  const touched = await tx`
    create temp table touched_entities on commit drop as
    select entity_id from tax_rows where change <> 'same' or renamed`;
  // What changes nothing is no publication.
  return touched.count > 0 ? publishEntities(tx) : 0;
}

async function mergeEntities(tx: Tx, authorityId: number): Promise<void> {
  await tx`
    insert into legal_entities (id, legal_form, legal_form_source_id, legal_form_as_of)
      overriding system value
    select r.entity_id, r.legal_form, ${taxSource(tx, authorityId)}, r.as_of
    from tax_rows r where r.known_id is null`;
  await tx`
    insert into entity_identifiers (entity_id, scheme, level, number)
    select entity_id, scheme, 'entity', number from tax_rows where known_id is null`;
  await tx`
    update legal_entities e set legal_form = r.legal_form,
      legal_form_source_id = ${taxSource(tx, authorityId)}, legal_form_as_of = r.as_of
    from tax_rows r where e.id = r.known_id and e.legal_form is null`;
  await tx`
    update entity_names n set valid_to = r.as_of from tax_rows r
    where r.renamed and n.entity_id = r.known_id and n.valid_to is null`;
  await tx`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language, valid_from)
    select r.entity_id, source.id, r.name, r.normal, r.tokens, source.language,
      case when r.known_id is not null then r.as_of end
    from tax_rows r
    cross join (
      select id, language from sources where authority_id = ${authorityId} and format = 'tax'
      order by id limit 1
    ) source
    where r.renamed
    -- What a register has just named is named.
    on conflict (entity_id) where valid_to is null do nothing`;
}

/** Who states the legal form: a word that a newer one of another source may correct. */
function taxSource(tx: Tx, authorityId: number) {
  return tx`(
    select id from sources where authority_id = ${authorityId} and format = 'tax'
    order by id limit 1)`;
}

async function mergeStandings(
  tx: Tx,
  { authorityId, batchId }: { authorityId: number; batchId: string },
): Promise<void> {
  // Joined, so that a standing is superseded before another is current in its place.
  await tx`
    with superseded as (
      update tax_standings s set superseded_by = r.standing_id from tax_rows r
      where s.id = r.standing_id_before and r.change <> 'same'
      returning s.id
    )
    insert into tax_standings (id, entity_id, authority_id, batch_id, scheme_id,
      scheme_version, as_of, standing, standing_before, outcome, rule, disputed, planned, legal_basis, lapses_on)
      overriding system value
    select r.standing_id, r.entity_id, ${authorityId}, batch.id, batch.scheme_id,
      batch.scheme_version, r.as_of, r.standing, r.standing_before, r.outcome, r.rule, r.disputed, r.planned,
      r.legal_basis, r.lapses_on
    from tax_rows r cross join tax_batches batch
    left join superseded on superseded.id = r.standing_id_before
    where batch.id = ${batchId}::uuid and r.change <> 'same'`;
  await tx`
    insert into tax_inputs (standing_id, inputs)
    select standing_id, inputs from tax_rows where change <> 'same'`;
}

/** The planner must know of the rows that this transaction wrote before they are joined. */
async function refreshStatistics(tx: Tx): Promise<void> {
  const [size] = await tx<{ written: number; known: number }[]>`
    select (select count(*) from tax_rows where change <> 'same')::float8 as written,
      (select greatest(reltuples, 0) from pg_class
        where oid = 'tax_standings'::regclass)::float8 as known`;
  const { written = 0, known = 0 } = size ?? {};
  if (written < ANALYZE_FROM || written < known * ANALYZE_SHARE) return;
  await tx`analyze legal_entities, entity_identifiers, tax_standings`;
  await tx`analyze entity_names (entity_id, source_id, valid_to)`;
}
