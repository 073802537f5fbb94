import type { Match } from "@/core/match";
import type { Db } from "@/db/client";

const PAGE = 50;

/**
 * Who may run the sites of an authority that came without a number, likeliest first; or, where
 * `decided`, what was decided, newest first.
 */
export async function listMatches(
  db: Db,
  authorityId: number,
  { decided }: { decided: boolean },
): Promise<{ matches: Match[]; total: number }> {
  const states = decided ? ["confirmed", "refused", "undone"] : ["proposed"];
  const matches = await db<Match[]>`
    select c.id, c.state, c.score, c.evidence, c.rule, c.reason, u.name as decided_by,
      (c.decided_at at time zone 'UTC')::date as decided_on,
      jsonb_build_object('id', l.public_id, 'slug', l.slug, 'name', l.name,
        'language', l.language,
        'address', nullif(concat_ws(', ', l.address, l.locality, l.postcode), '')) as site,
      jsonb_build_object('scheme', i.scheme, 'number', i.number, 'name', n.name,
        'language', n.language,
        'sites', (select count(*) from listings o where o.entity_id = c.entity_id)) as entity
    from match_candidates c
    join listings l on l.site_id = c.site_id
    cross join lateral (
      select scheme, number from entity_identifiers i where i.entity_id = c.entity_id
      order by level = 'establishment', scheme, number limit 1
    ) i
    left join entity_names n on n.entity_id = c.entity_id and n.valid_to is null
    left join users u on u.id = c.decided_by
    where l.authority_id = ${authorityId} and c.state in ${db(states)}
    order by ${decided ? db`c.decided_at desc, c.id desc` : db`c.score desc, c.site_id, c.id`}
    limit ${PAGE}`;
  const [row] = await db<{ total: number }[]>`
    select count(*) as total
    from match_candidates c join listings l on l.site_id = c.site_id
    where l.authority_id = ${authorityId} and c.state in ${db(states)}`;
  return { matches, total: row?.total ?? 0 };
}
