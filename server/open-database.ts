import path from "node:path";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import type { Environment } from "@/server/environment";

/**
 * The database to use: `DATABASE_URL`, or with `PLACARD_EMBEDDED=1` a PostgreSQL of our own under
 * `.placard/`. The URL is also put into the environment, where Next's copy of `db/` finds it.
 */
export async function openDatabase(
  environment: Environment,
): Promise<{ url: string; stop: () => Promise<void> }> {
  if (environment.DATABASE_URL) {
    process.env.DATABASE_URL = environment.DATABASE_URL;
    return { url: environment.DATABASE_URL, stop: async () => {} };
  }
  if (!environment.PLACARD_EMBEDDED) {
    throw new Error(
      "No database. Set DATABASE_URL to a PostgreSQL 15 to 18, or PLACARD_EMBEDDED=1 to run " +
        "one of its own under .placard/.",
    );
  }
  const embedded = await startEmbeddedPostgres({ dataDir: path.resolve(".placard/postgres") });
  process.env.DATABASE_URL = embedded.url;
  return embedded;
}
