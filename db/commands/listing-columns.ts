import type { Tx } from "@/db/client";

/** The columns of a table of listings as the database has them, but for its key. */
export function askColumns(tx: Tx, table: "listings" | "entity_listings", key: string) {
  return tx<{ columnName: string }[]>`
    select attname as column_name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attname <> ${key}`;
}

/** Columns in a row, each of `table` where one is named. */
export function inARow(tx: Tx, columns: readonly { columnName: string }[], table?: string) {
  const names = columns.map(({ columnName }) => columnName);
  return tx.unsafe(names.map((name) => (table ? `${table}.${name}` : name)).join(", "));
}
