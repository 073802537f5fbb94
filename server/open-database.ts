import path from "node:path";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import type { Environment } from "@/server/environment";

interface OpenDatabase {
  url: string;
  /** Past any pooler: for what listens or holds a lock from one statement to the next. */
  directUrl: string;
  stop: () => Promise<void>;
}

/**
 * The database to use: `DATABASE_URL`, or with `PLACARD_EMBEDDED=1` a PostgreSQL of our own under
 * `.placard/`. The URL is also put into the environment, where Next's copy of `db/` finds it.
 */
export async function openDatabase(environment: Environment): Promise<OpenDatabase> {
  const { DATABASE_URL: url, DIRECT_DATABASE_URL: directUrl = url } = environment;
  if (url && directUrl) {
    process.env.DATABASE_URL = url;
    return { url, directUrl, stop: async () => {} };
  }
  if (!environment.PLACARD_EMBEDDED) {
    throw new Error(
      "No database. Set DATABASE_URL to a PostgreSQL 15 to 18, or PLACARD_EMBEDDED=1 to run " +
        "one of its own under .placard/.",
    );
  }
  const embedded = await startEmbeddedPostgres({ dataDir: path.resolve(".placard/postgres") });
  process.env.DATABASE_URL = embedded.url;
  return { ...embedded, directUrl: embedded.url };
}
