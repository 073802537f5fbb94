import type { IsoDate } from "@/core/import-row";
import type { Licence } from "@/core/listing";
import type { Db } from "@/db/client";

/** Under which licences the board's facts are published, and the day of the newest snapshot. */
export async function findProvenance(
  db: Db,
): Promise<{ asOf: IsoDate | null; licence: Licence[] }> {
  const [row] = await db<{ asOf: IsoDate | null; licence: Licence[] }[]>`
    select max(as_of) as as_of,
      coalesce(
        jsonb_agg(distinct jsonb_build_object('name', licence, 'url', licence_url))
          filter (where licence is not null), '[]'
      ) as licence
    from sources`;
  return row ?? { asOf: null, licence: [] };
}
