import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startCluster } from "@/bench/cluster";
import type { Setting } from "@/bench/measure";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";

type Sizes = Pick<Setting, "sizes" | "database"> & { close: () => Promise<void> };

/**
 * Boards of invented sites, one a size, made when a scenario first asks for them: in a cluster of
 * the run's own, or kept in a given one as `scale50k`, `scale600k`, `scale5m` for the next run.
 */
export function openSizes(sizes: readonly number[], clusterUrl?: string): Sizes {
  let cluster: Promise<{ url: string; stop: () => Promise<void> }> | null = null;
  const urls = new Map<number, Promise<string>>();
  const open = async (sites: number) => {
    cluster ??= clusterUrl
      ? Promise.resolve({ url: clusterUrl, stop: async () => {} })
      : startCluster();
    return seeded((await cluster).url, sites);
  };
  return {
    sizes: sizes.toSorted((a, b) => a - b),
    database: (sites) => {
      const url = urls.get(sites) ?? open(sites);
      urls.set(sites, url);
      return url;
    },
    close: async () => (await cluster)?.stop(),
  };
}

async function seeded(clusterUrl: string, sites: number): Promise<string> {
  const name = `scale${sites < 1e6 ? `${sites / 1e3}k` : `${sites / 1e6}m`}`;
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const admin = connect(clusterUrl, { max: 1 });
  const [known] = await admin`select from pg_database where datname = ${name}`;
  if (!known) await admin.unsafe(`create database ${name}`);
  await admin.end();
  await migrate(url.href);
  if (!known) {
    const command = ["--import", "tsx", "server/placard.ts", "seed", "scale", String(sites)];
    await promisify(execFile)(process.execPath, command, {
      env: { ...process.env, DATABASE_URL: url.href },
      maxBuffer: 1 << 26,
    });
  }
  return url.href;
}
