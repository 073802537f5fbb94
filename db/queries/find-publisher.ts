import type { IsoDate } from "@/core/import-row";
import type { Db } from "@/db/client";

/** An authority as its feed names it. */
export interface Publisher {
  slug: string;
  name: string;
  /** The day of its newest snapshot, null before the first. */
  asOf: IsoDate | null;
}

/** An authority by its short name, or null where there is none. */
export async function findPublisher(db: Db, slug: string): Promise<Publisher | null> {
  const [row] = await db<Publisher[]>`
    select slug, name, (select max(as_of) from sources where authority_id = a.id) as as_of
    from authorities a where slug = ${slug}`;
  return row ?? null;
}
