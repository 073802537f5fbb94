import type { BoardQuery } from "@/core/board-query";
import { OPEN_UNRATED } from "@/core/board-query";
import { isColour } from "@/core/standing";
import { queryTokens } from "@/core/tokens";
import type { Db } from "@/db/client";
import { hasFacet } from "@/db/queries/facets";
import { dayFacets, domainLetter } from "@/db/queries/stretch-facets";

/** Lists and maps count rows up to here; beyond they say "more than". */
export const ROWS_MAX = 10_000;

/** The standing column of the domain asked for; the only place that names it. */
export function standingColumn(db: Db, { domain }: Pick<BoardQuery, "domain">) {
  if (domain === "tax") return db`l.tax_standing`;
  return domain === "food" ? db`l.food_standing` : db`l.goods_standing`;
}

/** The day of the current rating in the domain asked for; of tax the day of the figures. */
export function ratedOnColumn(db: Db, { domain }: Pick<BoardQuery, "domain">) {
  if (domain === "tax") return db`l.tax_as_of`;
  return domain === "food" ? db`l.food_rated_on` : db`l.goods_rated_on`;
}

/** The text search of a query, or null where it asks for no words. */
export function textSearch(q: string): string | null {
  const { words, prefix } = queryTokens(q);
  const terms = [...words.map((word) => `'${word}'`), ...(prefix ? [`'${prefix}':*`] : [])];
  return terms.length > 0 ? terms.join(" & ") : null;
}

/** A query in the database's terms. */
export interface AskedQuery extends BoardQuery {
  /** Null where none is asked for, 0 where there is none. */
  authorityId: number | null;
  /** Where its words are looked for: `elsewhere` finds those that are not all in the name. */
  wordsIn: "anything" | "name" | "elsewhere";
}

/** Looks up what a query names, so that the planner knows how many rows it is about. */
export async function lookUp(db: Db, query: BoardQuery): Promise<AskedQuery> {
  if (!query.authority) return { ...query, authorityId: null, wordsIn: "anything" };
  const [row] = await db<{ id: number }[]>`
    select id from authorities where slug = ${query.authority}`;
  return { ...query, authorityId: row?.id ?? 0, wordsIn: "anything" };
}

/** The condition on `listings l` that a query sets, its bounds apart. */
export function boardFilter(db: Db, query: AskedQuery) {
  return db`${plainFilter(db, query)} and ${hasWords(db, query)}`;
}

/**
 * The same condition in the words of the index of words and facets: for finding few rows among
 * millions, whichever filters meet. What it is made of is said, too, so that rows which another
 * index gives are judged before facets are made of them; in words that no index offers itself for.
 */
export function facetFilter(db: Db, query: AskedQuery) {
  return db`
    ${listFacets(query).reduce((all, one) => db`${all} and ${hasFacet(db, one)}`, db`true`)}
    and (${plainFilter(db, query)}) is true and ${hasWords(db, query)}`;
}

function plainFilter(db: Db, query: AskedQuery) {
  const standing = standingColumn(db, query);
  const asked = query.standings;
  return db`
    ${asked.length > 0 ? db`${standing} in ${db(asked)}` : db`${standing} <> 'ceased'`}
    ${query.categories.length > 0 ? db`and l.category in ${db(query.categories)}` : db``}
    ${query.authorityId === null ? db`` : db`and l.authority_id = ${query.authorityId}::bigint`}
    ${query.near ? db`and l.morton is not null` : db``}
    ${query.since ? db`and ${ratedOnColumn(db, query)} >= ${query.since}::date` : db``}`;
}

/** Of each of these lists a listing that a query finds has at least one. */
function listFacets({ domain, standings, categories, authorityId, since }: AskedQuery): string[][] {
  const ofStandings = standings.map((one) => `${domainLetter(domain)}:${one}`);
  return [
    domain !== "food" && standings.length === 0 ? [domain] : ofStandings,
    categories.map((one) => `c:${one}`),
    authorityId === null ? [] : [`a:${authorityId}`],
    since ? dayFacets(domain, since, null) : [],
  ].filter((facets) => facets.length > 0);
}

function hasWords(db: Db, query: AskedQuery) {
  const search = textSearch(query.q);
  if (!search) return query.q === "" ? db`true` : db`false`;
  if (query.wordsIn === "name") return db`l.name_tokens @@ ${search}::tsquery`;
  const anywhere = db`l.tokens @@ ${search}::tsquery`;
  return query.wordsIn === "anything"
    ? anywhere
    : db`${anywhere} and not l.name_tokens @@ ${search}::tsquery`;
}

/** The day of the current rating as it is sorted by; without one, before all others. */
export function ratedOnKey(db: Db, query: Pick<BoardQuery, "domain">) {
  return db`coalesce(${ratedOnColumn(db, query)}, '-infinity')`;
}

/**
 * The colour columns of `map_cells` that answer a query by themselves, or null where the query
 * filters by what the cells do not tell apart: words, authority, day, single unrated states.
 */
export function cellColumns(
  query: BoardQuery,
): readonly ("green" | "yellow" | "red" | "unrated")[] | null {
  if (query.q || query.authority || query.since) return null;
  const asked = query.standings;
  if (asked.length === 0) return ["green", "yellow", "red", "unrated"];
  const states = asked.filter((standing) => !isColour(standing));
  const whole = states.length === OPEN_UNRATED.length && !states.includes("ceased");
  if (states.length > 0 && !whole) return null;
  return [...asked.filter(isColour), ...(whole ? (["unrated"] as const) : [])];
}
