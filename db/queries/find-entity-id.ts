import type { EntityNumber } from "@/core/entity";
import type { Db } from "@/db/client";

/** The entity that a register number stands for, as it is written; null where none is known. */
export async function findEntityId(
  db: Db,
  { scheme, number }: EntityNumber,
): Promise<number | null> {
  const [found] = await db<{ entityId: number }[]>`
    select entity_id from entity_identifiers where scheme = ${scheme} and number = ${number}`;
  return found?.entityId ?? null;
}
