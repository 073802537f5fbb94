import type { OwnEntityItem, OwnStandings } from "@/core/own-standing";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { logLook } from "@/db/commands/log-look";
import { type OwnSiteRow, ownSiteRows, toOwnSite } from "@/db/queries/own/own-site-rows";
import { ownEntities, ownSites, sitesOfTheirOwn } from "@/db/queries/own/represented";

const SITES_MAX = 200;

/** What somebody speaks for, by name; places where something is to be done first. Logged. */
export async function listOwnStandings(db: Db, actor: Actor): Promise<OwnStandings> {
  return db.begin(async (tx) => {
    await logLook(tx, actor, "read-own-standing", "own-standings");
    const rows = await tx<OwnSiteRow[]>`
      ${ownSiteRows(tx)}
      where l.site_id in ${ownSites(tx, actor)}
        and (l.site_id in ${sitesOfTheirOwn(tx, actor)}
          or due.due_on is not null or waiting.visits is not null)
      order by due.due_on, waiting.visits is null, l.name_normal, l.site_id limit ${SITES_MAX}`;
    return { entities: await listEntities(tx, actor), sites: rows.map(toOwnSite) };
  });
}

/** Of whoever may be a natural person nothing but the number is told, to them too. */
async function listEntities(tx: Tx, actor: Actor): Promise<OwnEntityItem[]> {
  return tx<OwnEntityItem[]>`
    select ident.scheme, ident.number, l.name, l.language,
      case when l.entity_id is not null then jsonb_build_object('standing', l.tax_standing,
        'scheme', l.tax_scheme, 'outcome', l.tax_outcome, 'asOf', l.tax_as_of) end as tax,
      coalesce(l.notices, 0) as notices,
      (select count(*) from listings s where s.entity_id = e.id)::int as sites
    from legal_entities e
    join lateral (
      select i.scheme, i.number from entity_identifiers i where i.entity_id = e.id
      order by i.level = 'establishment', i.scheme, i.number limit 1
    ) ident on true
    left join entity_listings l on l.entity_id = e.id
    where e.id in ${ownEntities(tx, actor)}
    order by l.name_normal, e.id`;
}
