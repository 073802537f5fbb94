import type { Db, Tx } from "@/db/client";

/** The columns of an `OfficeEntryLine`, of `register_entries entry` with its authority `a`. */
export function officeEntryColumns(db: Db | Tx) {
  return db`
    entry.id, entry.kind, entry.state, entry.starts_on, entry.ends_on,
    exists (select from public_entries p where p.id = entry.id) as is_public,
    jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'language', a.language) as authority,
    (
      select jsonb_build_object('site', s.public_id, 'name', n.name, 'language', src.language,
        'entity', null)
      from sites s
      left join site_names n on n.site_id = s.id and n.valid_to is null
      left join sources src on src.id = n.source_id
      where s.id = entry.site_id
      union all
      select jsonb_build_object('site', null, 'name', n.name, 'language', n.language,
        'entity', (select jsonb_build_object('scheme', i.scheme, 'number', i.number)
          from entity_identifiers i where i.entity_id = e.id
          order by i.level = 'establishment', i.scheme, i.number limit 1))
      from legal_entities e
      left join entity_names n on n.entity_id = e.id and n.valid_to is null
      where e.id = entry.entity_id
    ) as subject`;
}
