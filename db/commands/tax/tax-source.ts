import type { IsoDate } from "@/core/import-row";
import type { Tx } from "@/db/client";

/**
 * The source of what a tax authority says, made with its first delivery. Keeps every other delivery
 * and edit of the authority waiting until the transaction ends.
 */
export async function lockTaxSource(tx: Tx, authorityId: number, asOf: IsoDate): Promise<void> {
  await tx`select from authorities where id = ${authorityId} for no key update`;
  await tx`
    insert into sources (key, format, authority_id, domain, name, language, as_of)
    select 'tax:' || slug, 'tax', id, 'tax', name, language, ${asOf}
    from authorities where id = ${authorityId}
    on conflict (key) do nothing`;
}
