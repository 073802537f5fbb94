import type { Counts, Listing } from "@/core/listing";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { standingColumn } from "@/db/queries/board-filter";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { type CursorScope, type Place, writeCursor } from "@/db/queries/page-cursor";

/** A legal entity with one page of the sites it operates; its domains stand side by side. */
export interface EntityPage {
  identifiers: { scheme: string; level: "entity" | "establishment"; number: string }[];
  domains: { domain: SiteDomain; counts: Counts }[];
  items: Listing[];
  next: string | null;
  total: number;
}

/** Cursors of an entity's sites. */
export function entityScope(identifier: { scheme: string; number: string }): CursorScope {
  return { of: `${identifier.scheme} ${identifier.number}`, sort: "name" };
}

/** The entity that a register number stands for, or null where the board knows none. */
export async function findEntity(
  db: Db,
  identifier: { scheme: string; number: string },
  page: { after: Place | null; limit: number },
): Promise<EntityPage | null> {
  const identifiers = await db<(EntityPage["identifiers"][number] & { entityId: number })[]>`
    select entity_id, scheme, level, number from entity_identifiers
    where entity_id = (select entity_id from entity_identifiers
      where scheme = ${identifier.scheme} and number = ${identifier.number})
    order by scheme, number`;
  const entityId = identifiers[0]?.entityId;
  if (entityId === undefined) return null;
  const [rows, total, ...domains] = await Promise.all([
    listSites(db, entityId, page),
    countSites(db, entityId),
    ...SITE_DOMAINS.map((domain) => countDomain(db, entityId, domain)),
  ]);
  const more = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    identifiers: identifiers.map(({ scheme, level, number }) => ({ scheme, level, number })),
    domains: domains.filter(({ counts }) => Object.values(counts).some((count) => count > 0)),
    items: rows.slice(0, page.limit).map((row) => toListing(row)),
    next: more
      ? writeCursor(entityScope(identifier), {
          key: more.nameNormal as string,
          siteId: more.siteId as number,
        })
      : null,
    total,
  };
}

function listSites(
  db: Db,
  entityId: number,
  { after, limit }: { after: Place | null; limit: number },
) {
  return db<Record<string, unknown>[]>`
    select ${listingColumns(db)}, l.name_normal
    from listings l join authorities authority on authority.id = l.authority_id
    where l.entity_id = ${entityId}
      ${after ? db`and (l.name_normal, l.site_id) > (${after.key}::text, ${after.siteId}::bigint)` : db``}
    order by l.name_normal, l.site_id limit ${limit + 1}`;
}

async function countSites(db: Db, entityId: number): Promise<number> {
  const [row] = await db<{ sites: number }[]>`
    select count(*) as sites from listings where entity_id = ${entityId}`;
  return row?.sites ?? 0;
}

async function countDomain(db: Db, entityId: number, domain: SiteDomain) {
  const standing = standingColumn(db, { domain });
  const [counts] = await db<Counts[]>`
    select
      count(*) filter (where ${standing} = 'green') as green,
      count(*) filter (where ${standing} = 'yellow') as yellow,
      count(*) filter (where ${standing} = 'red') as red,
      count(*) filter (where ${standing} not in ('green', 'yellow', 'red')) as unrated
    from listings l where entity_id = ${entityId}`;
  return { domain, counts: counts ?? { green: 0, yellow: 0, red: 0, unrated: 0 } };
}
