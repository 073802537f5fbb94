import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import type { Db, Tx } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/** The tax scheme versions that an authority works under, and when: by the day of the figures. */
export interface TaxSchemes {
  all: readonly Scheme[];
  on: (day: IsoDate) => Scheme | null;
}

/** What an authority has taken up for tax; the last one where several hold on a day. */
export async function listTaxSchemes(db: Db | Tx, authorityId: number): Promise<TaxSchemes> {
  const rows = await db<{ text: string; validFrom: IsoDate; validTo: IsoDate | null }[]>`
    select s.text, used.valid_from, used.valid_to
    from authority_schemes used
    join schemes s on s.id = used.scheme_id and s.version = used.scheme_version
    where used.authority_id = ${authorityId} and s.domain = 'tax'
    order by used.valid_from desc, s.id desc, s.version desc`;
  const used = rows.map(({ text, ...valid }) => ({ ...valid, scheme: readScheme({ text }) }));
  return {
    all: used.map(({ scheme }) => scheme),
    on: (day) =>
      used.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
        ?.scheme ?? null,
  };
}
