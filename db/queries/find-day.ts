import type { IsoDate } from "@/core/import-row";
import { localDay } from "@/core/local-day";
import type { Db, Tx } from "@/db/client";

/** The day that it is at an authority. */
export async function findDay(db: Db | Tx, authorityId: number, now: Date): Promise<IsoDate> {
  const [row] = await db<{ timeZone: string }[]>`
    select time_zone from authorities where id = ${authorityId}`;
  if (!row) throw new Error(`There is no authority ${authorityId}.`);
  return localDay(now, row.timeZone);
}
