import type { Tx } from "@/db/client";

/** Where the listings are made that take the place of the others. */
const NEXT = "entity_listings_next";

/** From so many on, and from such a share of all, to make the table anew is the shorter way. */
const BULK_MIN = 20_000;
const BULK_SHARE = 0.25;

/** Whether so many entities are touched that all listings are better made anew. */
export async function isBulk(tx: Tx): Promise<boolean> {
  const [size] = await tx<{ touched: number; listed: number }[]>`
    select (select count(*) from touched_entities) as touched,
      (select greatest(reltuples, 0)::bigint from pg_class
        where oid = 'entity_listings'::regclass) as listed`;
  const { touched = 0, listed = 0 } = size ?? {};
  return touched >= BULK_MIN && touched >= listed * BULK_SHARE;
}

/**
 * Makes the listings anew beside those that are read meanwhile, indexes last: to keep six of them
 * up to date row by row takes four times as long as all else. Fills `entities_before` and
 * `entity_changes` as a publication of a few does. `swapEntityListings` ends it.
 */
export async function remakeEntityListings(tx: Tx): Promise<number> {
  // Only readers go on; who locks single rows first could not be waited for later.
  await tx`lock table entity_listings in exclusive mode`;
  await tx`create temp table touched_once on commit drop as
    select distinct entity_id from touched_entities`;
  await tx`analyze touched_once`;
  await tx`
    create temp table entities_before on commit drop as
    select l.* from entity_listings l join touched_once using (entity_id)`;
  await tx`create table ${tx(NEXT)} (like entity_listings including defaults including constraints)`;
  const columns = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'entity_listings'::regclass and attnum > 0 and not attisdropped
    order by attnum`;
  const list = tx.unsafe(columns.map(({ name }) => name).join(", "));
  await tx`
    insert into ${tx(NEXT)} (${list})
    select ${list} from entity_listing_rows
    where entity_id in (select entity_id from touched_once)`;
  await tx`
    create temp table entity_changes on commit drop as
    select coalesce(new.entity_id, old.entity_id) as entity_id, new.scheme, new.tax_standing
    from ${tx(NEXT)} new full join entities_before old using (entity_id)
    where new is distinct from old`;
  await tx`
    insert into ${tx(NEXT)} (${list})
    select ${list} from entity_listings l
    where not exists (select from touched_once t where t.entity_id = l.entity_id)`;
  await buildIndexes(tx);
  await tx`analyze ${tx(NEXT)}`;
  await tx`analyze entity_changes`;
  const [changes] = await tx<{ count: number }[]>`select count(*) from entity_changes`;
  await tx`drop table touched_once`;
  return changes?.count ?? 0;
}

/** Each index of the listings on those to come, under a name of its own meanwhile. */
async function buildIndexes(tx: Tx): Promise<void> {
  await tx`set local maintenance_work_mem = '256MB'`;
  const indexes = await tx<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'entity_listings'::regclass order by c.relname`;
  for (const { name, definition } of indexes) {
    const statement = definition
      .replace(` INDEX ${name} ON `, ` INDEX ${name}_next ON `)
      .replace(/ ON (\w+\.)?entity_listings /, ` ON $1${NEXT} `);
    await tx.unsafe(statement);
  }
}

/** Puts the listings made anew in the place of the others; readers wait from here to the commit. */
export async function swapEntityListings(tx: Tx): Promise<void> {
  const indexes = await tx<{ name: string; isPrimary: boolean }[]>`
    select c.relname as name, i.indisprimary as is_primary
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'entity_listings'::regclass`;
  await tx`drop table entity_listings`;
  await tx`alter table ${tx(NEXT)} rename to entity_listings`;
  for (const { name, isPrimary } of indexes) {
    await tx`alter index ${tx(`${name}_next`)} rename to ${tx(name)}`;
    if (isPrimary) {
      await tx`alter table entity_listings add constraint ${tx(name)} primary key using index ${tx(name)}`;
    }
  }
}
