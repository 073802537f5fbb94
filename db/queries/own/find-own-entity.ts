import type { EntityNumber } from "@/core/entity";
import type { IsoDate } from "@/core/import-row";
import type { OwnEntity } from "@/core/own-standing";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { findEntity } from "@/db/queries/find-entity";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { listComingEntries } from "@/db/queries/own/list-coming-entries";
import {
  hasToDo,
  type OwnSiteRow,
  ownSiteRows,
  ownSitesFrom,
  place,
  toOwnSite,
} from "@/db/queries/own/own-site-rows";
import { lookAtOwnEntity } from "@/db/queries/own/represented";
import { type CursorScope, type Place, readCursor, writeCursor } from "@/db/queries/page-cursor";

/**
 * A business as whoever speaks for it sees it, with one page of its places; null for somebody
 * else's as for one that is not there. Logged as a look at a place is.
 */
export async function findOwnEntity(
  db: Db,
  actor: Actor,
  asked: EntityNumber,
  page: { cursor: string | null; limit: number },
): Promise<OwnEntity | null> {
  const scope: CursorScope = { of: `own ${asked.scheme} ${asked.number}`, sort: "name" };
  const after = page.cursor ? readCursor(scope, page.cursor) : null;
  const own = await db.begin(async (tx) => {
    const entityId = await lookAtOwnEntity(tx, actor, asked);
    if (entityId === null) return null;
    return {
      lapsesOn: await findLapse(tx, entityId),
      consent: await findConsent(tx, entityId),
      toDo: await countToDo(tx, entityId),
      rows: await listSites(tx, entityId, after, page.limit + 1),
      coming: await listComingEntries(tx, { entity: entityId }),
    };
  });
  if (!own) return null;
  const [detail, entries] = await Promise.all([
    findEntity(db, asked, { after: null, limit: 0 }),
    listPublicEntries(db, { entity: asked }),
  ]);
  if (!detail || "mergedInto" in detail) return null;
  const { rows, ...rest } = own;
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    detail,
    entries,
    ...rest,
    sites: rows.slice(0, page.limit).map(toOwnSite),
    next: last ? writeCursor(scope, { key: last.place, siteId: last.siteId }) : null,
  };
}

/** The day from which the standing that is shown is shown no more. */
async function findLapse(tx: Tx, entityId: number): Promise<IsoDate | null> {
  const [tax] = await tx<{ lapsesOn: IsoDate | null }[]>`
    select lapses_on from tax_standings
    where entity_id = ${entityId} and superseded_by is null
      and lapses_on > (now() at time zone 'UTC')::date`;
  return tax?.lapsesOn ?? null;
}

async function findConsent(tx: Tx, entityId: number): Promise<OwnEntity["consent"]> {
  const [given] = await tx<NonNullable<OwnEntity["consent"]>[]>`
    select level, (given_at at time zone 'UTC')::date as given_on from tax_consents
    where entity_id = ${entityId} and withdrawn_at is null`;
  return given ?? null;
}

async function countToDo(tx: Tx, entityId: number): Promise<number> {
  const [counted] = await tx<{ sites: number }[]>`
    select count(*) as sites ${ownSitesFrom(tx)} where l.entity_id = ${entityId} and ${hasToDo(tx)}`;
  return counted?.sites ?? 0;
}

function listSites(tx: Tx, entityId: number, after: Place | null, limit: number) {
  return tx<OwnSiteRow[]>`
    ${ownSiteRows(tx)}
    where l.entity_id = ${entityId}
      ${after ? tx`and (${place(tx)}, l.site_id) > (${after.key}::text, ${after.siteId}::bigint)` : tx``}
    order by place, l.site_id limit ${limit}`;
}
