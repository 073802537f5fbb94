import type { ListedEntity } from "@/core/entity";
import type { TaxStanding } from "@/core/listing";
import type { Db } from "@/db/client";

/** A row of a list of legal entities as the database gives it. */
export type ListedEntityRow = Omit<ListedEntity, "tax"> & {
  entityId: number;
  nameNormal: string;
  taxStanding: TaxStanding["standing"];
  taxScheme: string | null;
  taxOutcome: string | null;
  taxAsOf: string | null;
};

/** What a list tells of an entity `entity_listings l`. */
export function listedEntityColumns(db: Db) {
  return db`
    l.entity_id, l.name_normal, l.scheme, l.number, l.name, l.language, l.legal_form, l.state,
    l.tax_standing, l.tax_outcome,
    case when l.tax_standing <> 'unpublished' then l.tax_scheme end as tax_scheme,
    case when l.tax_standing <> 'unpublished' then l.tax_as_of end as tax_as_of,
    (select count(*) from listings site
      where site.entity_id = l.entity_id and site.state = 'open')::int as sites`;
}

export function toListedEntity(row: ListedEntityRow): ListedEntity {
  const { scheme, number, name, language, legalForm, state, sites } = row;
  const { taxStanding: standing, taxScheme, taxOutcome: outcome, taxAsOf: asOf } = row;
  const tax = { standing, scheme: taxScheme, outcome, asOf };
  return { scheme, number, name, language, legalForm, state, tax, sites };
}
