import type { EntityNumber } from "@/core/entity";
import type { EntityScheme } from "@/core/entity-number";
import { numbersIn } from "@/core/entity-query";
import type { Db } from "@/db/client";

/** Which entities go by one of some numbers. */
export function entitiesNumbered(
  db: Db,
  numbers: readonly { scheme: EntityScheme; number: string }[],
) {
  return db`
    select i.entity_id, i.scheme, i.number
    from unnest(${numbers.map(({ scheme }) => scheme)}::text[],
      ${numbers.map(({ number }) => number)}::text[]) as typed (scheme, number)
    join entity_identifiers i using (scheme, number)`;
}

/**
 * The listed entity whose register number was typed; null for any other text, for a number of a
 * natural person, and where two registers gave the same one.
 */
export async function findListedNumber(db: Db, text: string): Promise<EntityNumber | null> {
  const numbers = numbersIn(text);
  if (numbers.length === 0) return null;
  const found = await db<(EntityNumber & { entityId: number })[]>`
    select distinct on (i.entity_id) i.entity_id, i.scheme, i.number
    from (${entitiesNumbered(db, numbers)}) i
    join entity_listings l on l.entity_id = i.entity_id
    order by i.entity_id limit 2`;
  const [one] = found;
  return one && found.length === 1 ? { scheme: one.scheme, number: one.number } : null;
}
