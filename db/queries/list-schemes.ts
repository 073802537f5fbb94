import { type Scheme, schemeKey } from "@/core/scheme";
import type { Db, Tx } from "@/db/client";

/** Every registered scheme version by `id@version`. */
export async function listSchemes(db: Db | Tx): Promise<ReadonlyMap<string, Scheme>> {
  const rows = await db<{ text: string }[]>`select text from schemes order by id, version`;
  return new Map(rows.map(readScheme).map((scheme) => [schemeKey(scheme), scheme]));
}

/** The scheme versions under which some authority of this board rates. */
export async function listSchemesInUse(db: Db): Promise<Scheme[]> {
  const rows = await db<{ text: string }[]>`
    select text from schemes s
    where exists (select from authority_schemes used
      where used.scheme_id = s.id and used.scheme_version = s.version)
    order by id, version`;
  return rows.map(readScheme);
}

/** A document as it was published, its keys in their order. */
export function readScheme({ text }: { text: string }): Scheme {
  return JSON.parse(text) as Scheme;
}

/** The scheme version a visit is pinned to. */
export async function readPinnedScheme(
  db: Db | Tx,
  visit: { schemeId: string; schemeVersion: string },
): Promise<Scheme> {
  const { schemeId, schemeVersion } = visit;
  const [row] = await db<{ text: string }[]>`
    select text from schemes where id = ${schemeId} and version = ${schemeVersion}`;
  if (!row) throw new Error(`The scheme ${schemeId}@${schemeVersion} is not registered.`);
  return readScheme(row);
}
