import type { ComingEntry } from "@/core/own-standing";
import type { Tx } from "@/db/client";

/** Entries of registers that are not public yet and will be; what was taken down is no owner's any more. */
export async function listComingEntries(
  tx: Tx,
  of: { site: number } | { entity: number },
): Promise<ComingEntry[]> {
  const subject =
    "site" in of ? tx`entry.site_id = ${of.site}` : tx`entry.entity_id = ${of.entity}`;
  return tx<ComingEntry[]>`
    select entry.id, entry.kind, entry.state, entry.language, entry.remedy, entry.starts_on,
      entry.ends_on
    from register_entries entry
    where ${subject} and entry.state in ('active', 'disputed')
      and entry.starts_on > (now() at time zone 'UTC')::date
    order by entry.starts_on, entry.id`;
}
