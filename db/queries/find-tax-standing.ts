import type { TaxDetail } from "@/core/listing";
import type { Db } from "@/db/client";

type Row = Omit<TaxDetail, "authority"> & {
  authorityName: string | null;
  authorityLanguage: string | null;
  authorityWebsite: string | null;
};

/**
 * What is public of an entity's tax, null where it is not listed. What it was worked out from is
 * not asked for here.
 */
export async function findTaxStanding(db: Db, entityId: number | null): Promise<TaxDetail | null> {
  if (entityId === null) return null;
  const [row] = await db<Row[]>`
    select l.tax_standing as standing,
      case when l.tax_standing <> 'unpublished' then l.tax_scheme end as scheme,
      l.tax_outcome as outcome,
      case
        when l.tax_standing <> 'unpublished' then null
        when tax.id is null then 'nothing'
        when tax.lapses_on <= (now() at time zone 'UTC')::date then 'too-old'
        when tax.legal_basis is null then 'no-basis'
        else 'incomplete'
      end as silence,
      l.tax_as_of as as_of,
      case when shown then tax.rule end as rule,
      coalesce(shown and tax.disputed, false) as disputed,
      coalesce(shown and tax.planned, false) as planned,
      case when shown then tax.legal_basis end as legal_basis,
      authority.name as authority_name, authority.language as authority_language,
      authority.website as authority_website
    from entity_listings l
    left join tax_standings tax on tax.entity_id = l.entity_id and tax.superseded_by is null
    left join authorities authority on authority.id = l.authority_id
    cross join lateral (
      select tax.standing = l.tax_standing and l.tax_standing <> 'unpublished' as shown
    ) judged
    where l.entity_id = ${entityId}`;
  if (!row) return null;
  const { authorityName, authorityLanguage, authorityWebsite, ...tax } = row;
  const isWithheld = tax.silence === "no-basis";
  return {
    ...tax,
    asOf: isWithheld ? null : tax.asOf,
    authority:
      authorityName === null
        ? null
        : {
            name: authorityName,
            language: authorityLanguage ?? "en",
            website: authorityWebsite,
          },
  };
}
