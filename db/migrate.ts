import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations } from "graphile-worker";
import postgres from "postgres";
import { connect } from "@/db/client";
import { registerSchemes } from "@/db/commands/register-schemes";

/** Any number that no other advisory lock of Placard uses. */
const MIGRATION_LOCK = 7_265_001;

const SILENT = new Logger(() => () => {});

/**
 * Brings a database to the newest schema, its queue of jobs included, and registers the schemes the code ships.
 * Safe to run again, and by several processes at once: the second waits and finds nothing to do.
 */
export async function migrate(url: string): Promise<void> {
  // drizzle changes the parsers of the client it is given, so it gets one of its own.
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(client), {
      migrationsFolder: path.join(import.meta.dirname, "migrations"),
    });
    await runMigrations({ connectionString: url, maxPoolSize: 2, logger: SILENT });
    const db = connect(url, { max: 1 });
    await registerSchemes(db).finally(() => db.end());
  } finally {
    await client.end();
  }
}
