import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";

/** A PostgreSQL of one's own, fsync on, and an empty folder; both go when it is stopped. */
export async function startCluster() {
  const folder = await mkdtemp(path.join(tmpdir(), "placard-bench-"));
  const dataDir = path.join(folder, "data");
  const postgres = await startEmbeddedPostgres({ dataDir });
  const stop = async () => {
    await postgres.stop();
    await removeEmbeddedPostgres(dataDir);
    await rm(folder, { recursive: true });
  };
  return { url: postgres.url, folder, stop };
}

/** Gives the work a cluster of its own. */
export async function withCluster<T>(
  work: (clusterUrl: string, folder: string) => Promise<T>,
): Promise<T> {
  const cluster = await startCluster();
  return work(cluster.url, cluster.folder).finally(cluster.stop);
}
