import type { Suggestion } from "@/core/listing";
import type { SiteDomain, Standing } from "@/core/standing";
import { queryTokens } from "@/core/tokens";
import type { Db } from "@/db/client";
import { standingColumn, textSearch } from "@/db/queries/board-filter";
import { correctWords } from "@/db/queries/correct-words";
import { hasFacet } from "@/db/queries/facets";

/** So many are looked at for those that fit best. */
const FOUND_MAX = 2000;

/** Up to `limit` open sites that begin with what was typed, names before addresses. */
export async function suggest(
  db: Db,
  asked: { q: string; domain: SiteDomain; limit: number },
): Promise<{ items: Suggestion[]; corrected: { from: string; to: string }[] }> {
  const items = await find(db, asked.q, asked);
  if (items.length > 0 || !asked.q.trim()) return { items, corrected: [] };
  const better = await correctWords(db, asked.q);
  if (better.corrected.length === 0) return { items, corrected: [] };
  return { items: await find(db, better.q, asked), corrected: better.corrected };
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

async function find(
  db: Db,
  q: string,
  asked: { domain: SiteDomain; limit: number },
): Promise<Suggestion[]> {
  const search = textSearch(q);
  if (!search) return [];
  const rows = await db<Row[]>`
    select public_id as id, slug, name, language, former_names, in_name, standing,
      nullif(concat_ws(', ', address, locality), '') as place
    from (
      select l.*, ${standingColumn(db, asked)} as standing,
        l.name_tokens @@ ${search}::tsquery as in_name
      from listings l
      where l.tokens @@ ${search}::tsquery and ${standingColumn(db, asked)} <> 'ceased'
        ${asked.domain === "goods" ? db`and ${hasFacet(db, ["goods"])}` : db``}
      limit ${FOUND_MAX}
    ) found
    order by in_name desc, length(name), name_normal, site_id
    limit ${asked.limit}`;
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    language: row.language,
    formerName: row.inName ? null : (row.formerNames.find((name) => isNamed(name, q)) ?? null),
    place: row.place,
    standing: row.standing,
  }));
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
