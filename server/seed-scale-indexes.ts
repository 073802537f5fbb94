import type { Tx } from "@/db/client";

/**
 * Does a bulk load into tables without their indexes, unique and foreign keys, and makes them again
 * after it: one sort each instead of a search for every row. Primary keys stay.
 */
export async function withoutIndexes<T>(
  tx: Tx,
  tables: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const constraints = await tx<{ relation: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as relation, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype in ('u', 'f') and conrelid::regclass::text in ${tx(tables)}
    order by contype desc, conname`;
  for (const { relation, name } of [...constraints].reverse()) {
    await tx.unsafe(`alter table ${relation} drop constraint ${name}`);
  }
  const indexes = await tx<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where not i.indisprimary and i.indrelid::regclass::text in ${tx(tables)}
    order by name`;
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  const result = await work();
  for (const { definition } of indexes) await tx.unsafe(definition);
  for (const { relation, name, definition } of constraints) {
    await tx.unsafe(`alter table ${relation} add constraint ${name} ${definition}`);
  }
  return result;
}
