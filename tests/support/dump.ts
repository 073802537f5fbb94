import type { Db } from "@/db/client";

const RECORDS = [
  "sites",
  "site_names",
  "site_addresses",
  "site_sources",
  "site_operators",
  "replies",
  "inspections",
  "findings",
  "ratings",
  "events",
];
const READ_MODELS = ["listings", "map_cells", "board_counts", "rating_days"];

/** The rows of tables as text, sorted, for comparing two moments of a database. */
async function dump(db: Db, tables: readonly string[]): Promise<Record<string, string[]>> {
  const dumped: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await db<
      { row: string }[]
    >`select t::text as row from ${db(table)} t order by row`;
    dumped[table] = rows.map(({ row }) => row);
  }
  return dumped;
}

export const dumpReadModels = (db: Db) => dump(db, READ_MODELS);
export const dumpAll = (db: Db) => dump(db, [...RECORDS, ...READ_MODELS]);
