import type { LegalForm } from "@/core/legal-form";
import type { Standing } from "@/core/standing";
import { normaliseText, tokens } from "@/core/tokens";
import type { Db, Tx } from "@/db/client";
import { publishEntities } from "@/db/commands/publish-entities";

/** A tax authority of the tests' own with the source of what it says; both made when first asked for. */
export async function taxAuthority(
  db: Db | Tx,
  slug = "tax-office",
): Promise<{ id: number; sourceId: number }> {
  const [authority] = await db<{ id: number }[]>`
    insert into authorities (slug, name, country, language, invented)
    values (${slug}, ${`Tax office ${slug}`}, 'EE', 'en', true)
    on conflict (slug) do update set slug = excluded.slug returning id`;
  if (!authority) throw new Error("No authority.");
  const [source] = await db<{ id: number }[]>`
    insert into sources (key, format, authority_id, domain, name, language, as_of)
    values (${`tax:${slug}`}, 'tax', ${authority.id}, 'tax', 'Tax standings', 'en', '2026-01-01')
    on conflict (key) do update set key = excluded.key returning id`;
  return { id: authority.id, sourceId: source?.id ?? 0 };
}

/** A legal entity with a number and a name, not published yet. */
export async function makeEntity(
  db: Db | Tx,
  given: { scheme?: string; number: string; legalForm?: LegalForm | null; name?: string | null },
): Promise<number> {
  const { sourceId } = await taxAuthority(db);
  const [entity] = await db<{ id: number }[]>`
    insert into legal_entities (legal_form)
    values (${given.legalForm === undefined ? "company" : given.legalForm}) returning id`;
  const id = entity?.id ?? 0;
  await db`
    insert into entity_identifiers (entity_id, scheme, level, number)
    values (${id}, ${given.scheme ?? "ee-regcode"}, 'entity', ${given.number})`;
  if (given.name === null) return id;
  const name = given.name ?? `Company ${given.number}`;
  await db`
    insert into entity_names (entity_id, source_id, name, normal, tokens, language)
    values (${id}, ${sourceId}, ${name}, ${normaliseText(name)}, ${tokens(name)}, 'en')`;
  return id;
}

/** Gives an entity a tax standing in place of the one before, as a batch would. */
export async function giveTaxStanding(
  db: Db,
  entityId: number,
  given: {
    standing: Standing;
    outcome: string | null;
    asOf: string;
    lapsesOn?: string | null;
    authorityId?: number;
    rule?: string;
    disputed?: boolean;
    planned?: boolean;
    /** Null where no law allows to publish. */
    legalBasis?: string | null;
  },
): Promise<void> {
  const authorityId = given.authorityId ?? (await taxAuthority(db)).id;
  await db`
    with next as materialized (
      select nextval('tax_standings_id_seq') as id
    ), superseded as (
      update tax_standings s set superseded_by = next.id from next
      where s.entity_id = ${entityId} and s.superseded_by is null
      returning next.id
    )
    insert into tax_standings (id, entity_id, authority_id, scheme_id, scheme_version, as_of,
      standing, outcome, rule, disputed, planned, legal_basis, lapses_on)
    overriding system value
    select next.id, ${entityId}, ${authorityId}, 'placard-tax', '1', ${given.asOf},
      ${given.standing}, ${given.outcome}, ${given.rule ?? "test"},
      ${given.disputed ?? false}, ${given.planned ?? false},
      ${given.legalBasis === undefined ? "Taxation Act, § 27" : given.legalBasis},
      ${given.lapsesOn ?? null}
    from next left join superseded using (id)`;
}

/** Publishes what stands of some entities. */
export async function publishTheseEntities(db: Db, ids: readonly number[]): Promise<number> {
  return db.begin((tx) => publishWithin(tx, ids));
}

/** The same in a transaction that has yet to end. */
export async function publishWithin(tx: Tx, ids: readonly number[]): Promise<number> {
  await tx`
    create temp table touched_entities on commit drop as
    select unnest(${ids}::bigint[]) as entity_id`;
  return publishEntities(tx);
}
