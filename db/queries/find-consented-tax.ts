import type { IsoDate } from "@/core/import-row";
import type { TaxStanding } from "@/core/listing";
import type { Inputs } from "@/core/scheme";
import { type ConsentedTax, decidingInputs, type TaxConsentLevel } from "@/core/tax-consent";
import type { Db } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/**
 * What an entity lets the board tell of its tax beyond its standing, null without a consent that
 * holds or a standing that is published today. Figures come no further than this.
 */
export async function findConsentedTax(db: Db, entityId: number): Promise<ConsentedTax | null> {
  const [row] = await db<
    { level: TaxConsentLevel; inputs: Inputs; text: string; scheme: string; asOf: IsoDate }[]
  >`
    select consent.level, inputs.inputs, scheme.text, s.as_of,
      s.scheme_id || '@' || s.scheme_version as scheme
    from tax_consents consent
    join entity_listings l on l.entity_id = consent.entity_id
    join tax_standings s on s.entity_id = consent.entity_id and s.superseded_by is null
      and s.standing = l.tax_standing and s.standing <> 'unpublished'
      and (s.lapses_on is null or s.lapses_on > (now() at time zone 'UTC')::date)
    join tax_inputs inputs on inputs.standing_id = s.id
    join schemes scheme on scheme.id = s.scheme_id and scheme.version = s.scheme_version
    where consent.entity_id = ${entityId} and consent.withdrawn_at is null`;
  if (!row) return null;
  const history =
    row.level < 2
      ? null
      : await db<TaxStanding[]>`
          select distinct on (as_of) standing, outcome, as_of,
            scheme_id || '@' || scheme_version as scheme
          from tax_standings
          where entity_id = ${entityId} and as_of > ${row.asOf}::date - interval '12 months'
            and standing <> 'unpublished'
          order by as_of desc, id desc`;
  const decidedBy = decidingInputs(row.inputs, readScheme(row));
  return { level: row.level, decidedBy, scheme: row.scheme, history: history && [...history] };
}
