import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import type { Db } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/** A registered scheme version and where it is in force. */
export interface RegisteredScheme {
  /** SHA-256 of the document as compact JSON. */
  hash: string;
  document: Scheme;
  /** Null `until` where it still is. */
  validity: { authority: string; from: IsoDate; until: IsoDate | null }[];
}

/** Every registered scheme version. */
export async function listRegisteredSchemes(db: Db): Promise<RegisteredScheme[]> {
  return (await select(db, null)).map(registered);
}

/** One scheme version, or null where none of that name is registered. */
export async function findScheme(
  db: Db,
  wanted: { id: string; version: string },
): Promise<RegisteredScheme | null> {
  const [row] = await select(db, wanted);
  return row ? registered(row) : null;
}

function registered({ text, ...row }: Row): RegisteredScheme {
  return { ...row, document: readScheme({ text }) };
}

type Row = Omit<RegisteredScheme, "document"> & { text: string };

function select(db: Db, wanted: { id: string; version: string } | null) {
  return db<Row[]>`
    select s.hash, s.text,
      coalesce(
        jsonb_agg(jsonb_build_object('authority', authority.slug, 'from', used.valid_from,
          'until', used.valid_to) order by authority.slug, used.valid_from)
          filter (where authority.id is not null), '[]'
      ) as validity
    from schemes s
    left join authority_schemes used
      on used.scheme_id = s.id and used.scheme_version = s.version
    left join authorities authority on authority.id = used.authority_id
    ${wanted ? db`where s.id = ${wanted.id} and s.version = ${wanted.version}` : db``}
    group by s.id, s.version order by s.id, s.version`;
}
