import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

/** Gives the work a PostgreSQL of its own, fsync on, and an empty folder; both go afterwards. */
export async function withCluster<T>(
  work: (clusterUrl: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "placard-bench-"));
  // Else the data of a server that does not run as root would lie elsewhere, and stay there.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "data") });
  try {
    return await work(postgres.url, folder);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
