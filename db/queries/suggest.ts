import type { Suggestion } from "@/core/listing";
import { type Position, toGrid } from "@/core/map-grid";
import type { SiteDomain, Standing } from "@/core/standing";
import { queryTokens } from "@/core/tokens";
import type { Db } from "@/db/client";
import { standingColumn, textSearch } from "@/db/queries/board-filter";
import { correctWords } from "@/db/queries/correct-words";
import { hasFacet } from "@/db/queries/facets";

/** So many are looked at for those that fit best. */
const FOUND_MAX = 2000;

interface Asked {
  q: string;
  domain: SiteDomain;
  /** Of two that fit as well, the nearer comes first. */
  near: Position | null;
  limit: number;
}

/**
 * Up to `limit` open sites that begin with what was typed, names before addresses; `searched` is
 * what that was after its words were corrected.
 */
export async function suggest(
  db: Db,
  asked: Asked,
): Promise<{
  items: Suggestion[];
  corrected: { from: string; to: string }[];
  searched: string;
}> {
  const items = await find(db, asked.q, asked);
  const asTyped = { items, corrected: [], searched: asked.q };
  if (items.length > 0 || !asked.q.trim()) return asTyped;
  const { q, corrected } = await correctWords(db, asked.q);
  if (corrected.length === 0) return asTyped;
  return { items: await find(db, q, asked), corrected, searched: q };
}

interface Row {
  id: string;
  slug: string;
  name: string;
  language: string;
  formerNames: string[];
  inName: boolean;
  inPlace: boolean;
  place: string | null;
  standing: Standing;
}

async function find(db: Db, q: string, asked: Omit<Asked, "q">): Promise<Suggestion[]> {
  const search = textSearch(q);
  if (!search) return [];
  const nearest = asked.near ? await findRows(db, search, asked, asked.near) : [];
  const rows = nearest.length === asked.limit ? nearest : await findRows(db, search, asked, null);
  const known = new Set(nearest.map((row) => row.id));
  return [...nearest, ...rows.filter((row) => !known.has(row.id))]
    .slice(0, asked.limit)
    .map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      language: row.language,
      formerName: row.inName ? null : (row.formerNames.find((name) => isNamed(name, q)) ?? null),
      place: row.place,
      standing: row.standing,
    }));
}

/** So many of the nearest sites are searched before the whole board is. */
const NEAREST = 1000;

/** Those nearest to a place, or from the whole board. */
async function findRows(
  db: Db,
  search: string,
  asked: Omit<Asked, "q">,
  near: Position | null,
): Promise<Row[]> {
  const here = near && toGrid(near);
  const distance = here ? db`point(l.grid_x, l.grid_y) <-> point(${here.x}, ${here.y})` : db`0`;
  const candidates = here
    ? db`(select * from listings l where grid_x is not null order by ${distance} limit ${NEAREST})`
    : db`listings`;
  return db<Row[]>`
    select public_id as id, slug, name, language, former_names, in_name, standing,
      nullif(concat_ws(', ', address, locality), '') as place
    from (
      select l.*, ${standingColumn(db, asked)} as standing,
        l.name_tokens @@ ${search}::tsquery as in_name, ${distance} as distance
      from ${candidates} l
      where l.tokens @@ ${search}::tsquery and ${standingColumn(db, asked)} <> 'ceased'
        ${asked.domain === "goods" ? db`and ${hasFacet(db, ["goods"])}` : db``}
      limit ${FOUND_MAX}
    ) found
    order by in_name desc, distance, length(name), name_normal, site_id
    limit ${asked.limit}`;
}

/** Whether a name holds every word that was typed. */
function isNamed(name: string, q: string): boolean {
  const words = queryTokens(`${name} `).words;
  const { words: whole, prefix } = queryTokens(q);
  return (
    whole.every((word) => words.includes(word)) &&
    (prefix === null || words.some((word) => word.startsWith(prefix)))
  );
}
