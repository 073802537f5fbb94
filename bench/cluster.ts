import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

/** Gives the work a PostgreSQL of its own, fsync on, and an empty folder; both go afterwards. */
export async function withCluster<T>(
  work: (clusterUrl: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "placard-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "data") });
  try {
    return await work(postgres.url, folder);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
