import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "@/db/client";

/** Everything that an import fills. Parents before children. */
const TABLES = [
  "sites",
  "site_names",
  "site_addresses",
  "site_authorities",
  "site_sources",
  "replies",
  "inspections",
  "findings",
  "ratings",
  "listings",
  "map_cells",
  "board_counts",
  "rating_days",
  "vocabulary",
  "events",
];

/** What those rows refer to; few, and not measured. */
const PARENTS = ["authorities", "sources"];

/** The bound: the rows of a database, to be copied raw into another one. */
export interface RawCopy {
  /** Bytes of all rows. */
  bytes: number;
  /** Empties the tables and fills them again by COPY, indexes and constraints live. */
  run: () => Promise<number>;
  remove: () => Promise<void>;
}

/** Takes the rows out of `from` into files that the server reads by itself, for an empty `to`. */
export async function prepareCopy(from: Db, to: Db, tables = TABLES): Promise<RawCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), "placard-copy-"));
  // The server may run as a user of its own.
  await chmod(folder, 0o777);
  const file = (table: string) => path.join(folder, table);
  const copy = async (db: Db, table: string, direction: "to" | "from") => {
    await db.begin(async (tx) => {
      // As psql would, which plans a foreign key's check once.
      await tx`set local plan_cache_mode = auto`;
      await tx.unsafe(`copy ${table} ${direction} '${file(table)}'`);
    });
  };
  for (const table of [...PARENTS, ...tables]) await copy(from, table, "to");
  // The log refuses to be emptied along with what it refers to.
  await to`alter table events disable trigger user`;
  for (const table of PARENTS) await copy(to, table, "from");
  const [size] = await to<{ bytes: number }[]>`
    select sum((pg_stat_file(${folder} || '/' || name)).size) as bytes
    from unnest(${tables}::text[]) as name`;
  return {
    bytes: size?.bytes ?? 0,
    run: async () => {
      await to`truncate ${to(tables)} cascade`;
      await to`checkpoint`;
      const start = performance.now();
      for (const table of tables) await copy(to, table, "from");
      return (performance.now() - start) / 1000;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
