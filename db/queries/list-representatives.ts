import type { Representative } from "@/core/representation";
import type { Db } from "@/db/client";

/** Who speaks for a business by an invitation of an authority, by name. */
export async function listRepresentatives(db: Db, authorityId: number): Promise<Representative[]> {
  return db<Representative[]>`
    select m.id as membership_id, u.name, u.email, m.granted_at,
      not exists (select from accounts a where a.user_id = u.id)
        and not exists (select from passkeys p where p.user_id = u.id) as is_invited,
      case when s.id is not null then jsonb_build_object('id', s.public_id, 'name', site_name.name,
        'language', site_name.language) end as site,
      case when m.entity_id is not null then jsonb_build_object('scheme', ident.scheme,
        'number', ident.number, 'name', entity_name.name, 'language', entity_name.language)
        end as entity
    from memberships m
    join users u on u.id = m.user_id
    left join sites s on s.id = m.site_id
    left join lateral (
      select n.name, l.language from site_names n left join listings l on l.site_id = n.site_id
      where n.site_id = m.site_id and n.valid_to is null
    ) site_name on true
    left join lateral (
      select i.scheme, i.number from entity_identifiers i where i.entity_id = m.entity_id
      order by i.level = 'establishment', i.scheme, i.number limit 1
    ) ident on true
    left join entity_names entity_name
      on entity_name.entity_id = m.entity_id and entity_name.valid_to is null
    where m.authority_id = ${authorityId} and m.ended_at is null and m.role = 'representative'
    order by u.name, u.id, m.id`;
}
