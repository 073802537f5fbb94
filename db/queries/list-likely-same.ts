import type { EntityScheme } from "@/core/entity-number";
import { type Position, toGrid } from "@/core/map-grid";
import { type LikelySame, likeness } from "@/core/site-likeness";
import { tokens } from "@/core/tokens";
import type { Db } from "@/db/client";
import { listingColumns, toListing } from "@/db/queries/listing-row";

/** A site as far as it can be compared. */
export interface Described {
  name: string;
  address: string | null;
  locality: string | null;
  postcode: string | null;
  position: Position | null;
  website: string | null;
  operator: { scheme: EntityScheme; number: string } | null;
}

const SHOWN_MAX = 8;
/** So many sites are looked at from each side. */
const SEEN_MAX = 60;
/** Words of the board that a word may be a misspelling of. */
const SPELLINGS_MAX = 4;

/**
 * The open sites of any authority that a new one may be: candidates by operator, words (also
 * misspelt ones), place and web address; the likeliest first.
 */
export async function listLikelySame(db: Db, wanted: Described): Promise<LikelySame[]> {
  const search = await nameSearch(db, wanted.name);
  const postcode = wanted.postcode?.replaceAll(" ", "") ?? "";
  const [byPostcode] = tokens(postcode);
  const street = tokens(wanted.address ?? "");
  const grid = wanted.position ? toGrid(wanted.position) : null;
  const words = (list: readonly string[], joint: string) =>
    list.map((word) => `'${word}'`).join(joint);
  const rows = await db<(Record<string, unknown> & { formerNames: string[] })[]>`
    with candidates as (
      (select site_id from listings l where l.entity_id = (
        select entity_id from entity_identifiers
        where scheme = ${wanted.operator?.scheme ?? null}
          and number = ${wanted.operator?.number ?? null}
      ) limit ${SEEN_MAX})
      ${search ? db`union (select site_id from listings l where l.name_tokens @@ ${search}::tsquery limit ${SEEN_MAX * 5})` : db``}
      ${byPostcode ? db`union (select site_id from listings l where l.tokens @@ ${words([byPostcode], "")}::tsquery limit ${SEEN_MAX * 3})` : db``}
      ${street.length > 1 ? db`union (select site_id from listings l where l.tokens @@ ${words(street, " & ")}::tsquery limit ${SEEN_MAX})` : db``}
      ${wanted.website ? db`union (select site_id from listings l where l.tokens @@ ${words(tokens(wanted.website), " & ")}::tsquery limit ${SEEN_MAX})` : db``}
      ${
        grid
          ? db`union (
              select site_id from listings l where l.grid_x is not null
              order by point(l.grid_x, l.grid_y) <-> point(${grid.x}, ${grid.y}) limit ${SEEN_MAX})`
          : db``
      }
    )
    select ${listingColumns(db)}, l.former_names, (
      select e.scheme || ':' || e.number from entity_identifiers e
      where e.entity_id = l.entity_id order by e.scheme, e.number limit 1
    ) as operator
    from candidates c join listings l using (site_id)
    join authorities authority on authority.id = l.authority_id
    where l.state = 'open'`;
  const own = {
    ...wanted,
    operator: wanted.operator && `${wanted.operator.scheme}:${wanted.operator.number}`,
  };
  return rows
    .map((row) => {
      const listing = toListing(row);
      const operator = row.operator as string | null;
      const alike = likeness(own, { ...listing, formerNames: row.formerNames, operator });
      return { listing, ...alike };
    })
    .filter(({ isLikely }) => isLikely)
    .sort((a, b) => b.weight - a.weight || a.listing.name.localeCompare(b.listing.name))
    .slice(0, SHOWN_MAX)
    .map(({ listing, evidence, distanceM }) => ({ listing, evidence, distanceM }));
}

/** The words of a name, each also as other words of the board that it may be a misspelling of. */
async function nameSearch(db: Db, name: string): Promise<string | null> {
  const words = tokens(name).slice(0, 8);
  if (words.length === 0) return null;
  const spelt = await db<{ word: string; known: string }[]>`
    select typed.word, near.known from unnest(${words}::text[]) as typed (word)
    cross join lateral (
      select v.word as known from vocabulary v
      where v.word % typed.word and length(typed.word) >= 4
      order by similarity(v.word, typed.word) desc limit ${SPELLINGS_MAX}
    ) near`;
  const terms = words.map((word) => {
    const known = spelt.filter((one) => one.word === word).map((one) => one.known);
    return `(${[...new Set([word, ...known])].map((one) => `'${one}'`).join(" | ")})`;
  });
  return terms.join(" & ");
}
