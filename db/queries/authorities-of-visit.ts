import type { Db, Tx } from "@/db/client";

/**
 * At which authorities a visit may be read: that which made it, and that which is competent for its
 * place now; null where there is no such visit.
 */
export async function authoritiesOfVisit(
  db: Db | Tx,
  visitId: string,
): Promise<[made: number, deciding: number] | null> {
  const [visit] = await db<{ authorities: [number, number] }[]>`
    select ${readingAuthorities(db, "visits")} as authorities from visits where id = ${visitId}`;
  return visit?.authorities ?? null;
}

/** The same of the row `visit` of a query. */
export function readingAuthorities(db: Db | Tx, visit: string) {
  return db`array[${db(`${visit}.authority_id`)}, deciding_authority(${db(visit)})]`;
}
