import { connect, type Db } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { feedRow, makeTaxAuthority, registerCode } from "@/tests/support/tax-feed";

/** A database for tax offices that deliver. */
export async function openTaxDatabase(): Promise<{ db: Db; close(): Promise<void> }> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  return {
    db,
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

let offices = 0;

/** An office of its own, with numbers that nobody else has. */
export async function makeOffice(db: Db): Promise<{ id: number; slug: string; base: number }> {
  offices += 1;
  const slug = `tax-${offices}`;
  const id = await makeTaxAuthority(db, slug);
  return { id, slug, base: offices * 10_000 };
}

/** As many rows as are told, of one company after the other. */
export const rowsFrom = (
  base: number,
  count: number,
  given: (i: number) => Record<string, string>,
) => Array.from({ length: count }, (_, i) => feedRow(base + i, given(i)));

/** How the n-th company is listed. */
export async function listed(db: Db, n: number) {
  const [row] = await db`
    select tax_standing, tax_outcome, tax_scheme, tax_as_of, name from entity_listings
    where scheme = 'ee-regcode' and number = ${registerCode(n)}`;
  return row;
}

/** All that a delivery could change. */
export async function everything(db: Db) {
  const tables = ["legal_entities", "entity_identifiers", "entity_names", "tax_inputs"].concat(
    ["tax_standings", "tax_batches", "tax_held_rows", "entity_listings", "entity_counts"],
    ["events", "event_counter", "sources"],
  );
  const sums = await Promise.all(
    tables.map(async (table) => {
      const [row] = await db<{ sum: string }[]>`
        select count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
        from ${db(table)} t`;
      return [table, row?.sum];
    }),
  );
  return Object.fromEntries(sums);
}
