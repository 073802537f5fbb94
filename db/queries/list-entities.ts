import type { Row as AnyRow, PendingQuery } from "postgres";
import type { ListedEntity } from "@/core/entity";
import { type EntityQuery, entitySearch, numbersIn } from "@/core/entity-query";
import type { Counts, Total } from "@/core/listing";
import { STANDINGS } from "@/core/standing";
import type { Db } from "@/db/client";
import { ROWS_MAX, textSearch } from "@/db/queries/board-filter";
import { entitiesNumbered } from "@/db/queries/find-listed-number";
import {
  type ListedEntityRow,
  listedEntityColumns,
  toListedEntity,
} from "@/db/queries/listed-entity";
import { type CursorScope, type Place, writeCursor } from "@/db/queries/page-cursor";

export interface EntityList {
  items: ListedEntity[];
  next: string | null;
  total: Total;
  /** As if no standing had been asked for; null where there are too many to count. */
  counts: Counts | null;
}

interface Page {
  after: Place | null;
  limit: number;
}

/** Cursors of the list. */
export function entitiesScope(query: EntityQuery): CursorScope {
  return { of: `entities ${entitySearch(query)}`, sort: "name" };
}

/** Legal entities by name, with or without sites; counted up to 10,000 where words are searched. */
export async function listEntities(db: Db, query: EntityQuery, page: Page): Promise<EntityList> {
  const [rows, groups] = await Promise.all([listRows(db, query, page), countGroups(db, query)]);
  const more = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    items: rows.slice(0, page.limit).map(toListedEntity),
    next: more
      ? writeCursor(entitiesScope(query), { key: more.nameNormal, siteId: more.entityId })
      : null,
    ...totals(query, groups),
  };
}

function listRows(db: Db, query: EntityQuery, page: Page) {
  const { limit } = page;
  return db<ListedEntityRow[]>`
    select ${listedEntityColumns(db)}
    from (${foundRows(db, query, page)}) l
    order by l.name_normal, l.entity_id limit ${limit + 1}`;
}

/**
 * An index has those of each register and standing in the order of names, and what there are of
 * these is counted; what words find is few enough to be sorted.
 */
function foundRows(db: Db, query: EntityQuery, { after, limit }: Page) {
  const standings =
    query.standings.length > 0 ? query.standings : STANDINGS.filter((one) => one !== "ceased");
  const first = (group: PendingQuery<AnyRow[]>) => db`
    select l.* from entity_listings l
    where ${group} and ${isFound(db, query)}
      ${after ? db`and (l.name_normal, l.entity_id) > (${after.key}::text, ${after.siteId}::bigint)` : db``}
    order by l.name_normal, l.entity_id limit ${limit + 1}`;
  return query.q
    ? first(db`l.tax_standing in ${db(standings)}`)
    : db`
      select l.* from entity_counts counted
      cross join lateral (
        ${first(db`(l.scheme, l.tax_standing) = (counted.scheme, counted.tax_standing)`)}
      ) l
      where counted.entities > 0 and counted.tax_standing in ${db(standings)}`;
}

/** The condition of words, number and register. */
function isFound(db: Db, { q, scheme }: EntityQuery) {
  return db`${saysWords(db, q)} ${scheme ? db`and l.scheme = ${scheme}` : db``}`;
}

/** Digits may be a register number and part of a name. */
function saysWords(db: Db, q: string) {
  const search = textSearch(q);
  const words = search ? db`l.name_tokens @@ ${search}::tsquery` : q ? db`false` : db`true`;
  const numbers = numbersIn(q);
  if (numbers.length === 0) return words;
  return db`(${words} or l.entity_id = any(array(
    select entity_id from (${entitiesNumbered(db, numbers)}) numbered)))`;
}

interface Group {
  standing: string;
  entities: number;
}

/** How many there are of each standing: counted by publications, or here where words are searched. */
function countGroups(db: Db, query: EntityQuery): Promise<Group[]> {
  if (!query.q) {
    return db<Group[]>`
      select tax_standing as standing, sum(entities)::int as entities from entity_counts
      ${query.scheme ? db`where scheme = ${query.scheme}` : db``}
      group by tax_standing`;
  }
  return db<Group[]>`
    select tax_standing as standing, count(*)::int as entities from (
      select l.tax_standing from entity_listings l where ${isFound(db, query)} limit ${ROWS_MAX + 1}
    ) found group by tax_standing`;
}

function totals({ q, standings }: EntityQuery, groups: readonly Group[]) {
  const counts = { green: 0, yellow: 0, red: 0, unrated: 0 };
  const asked: readonly string[] = standings;
  let [value, all] = [0, 0];
  for (const { standing, entities } of groups) {
    all += entities;
    if (standing === "green" || standing === "yellow" || standing === "red") {
      counts[standing] += entities;
    } else if (standing !== "ceased") counts.unrated += entities;
    if (asked.length > 0 ? asked.includes(standing) : standing !== "ceased") value += entities;
  }
  const capped = q !== "" && all > ROWS_MAX;
  return {
    total: { value: capped ? ROWS_MAX : value, capped },
    counts: capped ? null : counts,
  };
}
