import type { EntityDetail, EntityNumber, EntityProfile } from "@/core/entity";
import type { Counts } from "@/core/listing";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";
import type { Db } from "@/db/client";
import { standingColumn } from "@/db/queries/board-filter";
import { findConsentedTax } from "@/db/queries/find-consented-tax";
import { findTaxStanding } from "@/db/queries/find-tax-standing";
import { listingColumns, toListing } from "@/db/queries/listing-row";
import { type CursorScope, type Place, writeCursor } from "@/db/queries/page-cursor";

/** Cursors of an entity's sites. */
export function entityScope(identifier: EntityNumber): CursorScope {
  return { of: `${identifier.scheme} ${identifier.number}`, sort: "name" };
}

/**
 * The entity that a register number stands for, the number of the one it was merged into, or null
 * where the board knows none.
 */
export async function findEntity(
  db: Db,
  identifier: EntityNumber,
  page: { after: Place | null; limit: number },
): Promise<EntityDetail | { mergedInto: EntityNumber } | null> {
  const [entity] = await db<{ id: number; mergedInto: number | null }[]>`
    select e.id, e.merged_into
    from entity_identifiers i join legal_entities e on e.id = i.entity_id
    where i.scheme = ${identifier.scheme} and i.number = ${identifier.number}`;
  if (!entity) return null;
  if (entity.mergedInto !== null) return findSuccessor(db, entity.mergedInto);
  const [identifiers, profile, rows, total, ...domains] = await Promise.all([
    db<EntityDetail["identifiers"]>`
      select scheme, number, level from entity_identifiers
      where entity_id = ${entity.id} order by level = 'establishment', scheme, number`,
    findProfile(db, entity.id),
    listSites(db, entity.id, page),
    countSites(db, entity.id),
    ...SITE_DOMAINS.map((domain) => countDomain(db, entity.id, domain)),
  ]);
  const more = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    identifiers: [...identifiers],
    profile,
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

/** The number of the entity that one became, however often it was merged on. */
async function findSuccessor(db: Db, id: number): Promise<{ mergedInto: EntityNumber } | null> {
  const [mergedInto] = await db<EntityNumber[]>`
    with recursive line as (
      select id, merged_into from legal_entities where id = ${id}
      union
      select next.id, next.merged_into from line join legal_entities next on next.id = line.merged_into
    )
    select i.scheme, i.number from line join entity_identifiers i on i.entity_id = line.id
    where line.merged_into is null
    order by i.level = 'establishment', i.scheme, i.number limit 1`;
  return mergedInto ? { mergedInto } : null;
}

interface Consenting {
  consents: boolean;
}

/** Only what is listed is told: no natural person is. */
async function findProfile(db: Db, entityId: number): Promise<EntityProfile | null> {
  const [[row], tax, formerNames] = await Promise.all([
    db<(Pick<EntityProfile, "name" | "language" | "legalForm" | "state"> & Consenting)[]>`
      select name, language, legal_form, state, tax_consent is not null as consents from entity_listings where entity_id = ${entityId}`,
    findTaxStanding(db, entityId),
    db<EntityProfile["formerNames"]>`
      select name, valid_to as until from entity_names
      where entity_id = ${entityId} and valid_to is not null order by valid_to desc, id`,
  ]);
  if (!row || !tax) return null;
  const { consents, ...facts } = row;
  const consented = consents ? await findConsentedTax(db, entityId) : null;
  return { ...facts, formerNames: [...formerNames], tax, consented };
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
