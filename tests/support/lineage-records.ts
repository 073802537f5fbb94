import type { Db } from "@/db/client";

/** What mergers may change of the records, without what they leave behind on purpose. */
export async function lineageRecords(db: Db): Promise<Record<string, string[]>> {
  const lists = {
    sites: await db`
      select public_id || state || coalesce(closed_on::text, '') || coalesce(merged_into::text, '')
        as row from sites where id in (select site_id from site_sources where released_on is null)
        and public_id not in (select source_key from site_sources) order by 1`,
    entities: await db`
      select e.id || e.state || coalesce(e.legal_form, '') as row from legal_entities e
      where e.merged_into is null order by e.id`,
    numbers: await db`
      select scheme || number || ' ' || entity_id as row from entity_identifiers order by 1`,
    operators: await db`
      select site_id || ' ' || entity_id || ' ' || valid_from as row
      from site_operators order by 1`,
    entries: await db`
      select id || coalesce(site_id::text, '') || coalesce(' ' || entity_id, '') as row
      from register_entries order by 1`,
  };
  return Object.fromEntries(
    Object.entries(lists).map(([name, rows]) => [name, rows.map((row) => row.row as string)]),
  );
}
