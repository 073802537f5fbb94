import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findAddresses } from "@/bench/addresses";
import { load } from "@/bench/load";
import { largest, type Measure, type Setting } from "@/bench/measure";
import { startSite } from "@/bench/site";

const SECONDS = 8;
const SHOWN = 15;

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the server's time goes under load: the functions with the most time of their own. */
export async function profile(setting: Setting): Promise<Measure[]> {
  const databaseUrl = await setting.database(largest(setting));
  const addresses = Object.entries(await findAddresses(databaseUrl));
  const measures: Measure[] = [];
  for (const [name, address] of addresses) {
    const folder = await mkdtemp(path.join(tmpdir(), "placard-profile-"));
    const site = await startSite(databaseUrl, ["--cpu-prof", `--cpu-prof-dir=${folder}`]);
    try {
      await load(site.url + address, "gzip", SECONDS);
    } finally {
      await site.stop();
    }
    const functions = await selfTimes(folder);
    await rm(folder, { recursive: true });
    for (const [what, share] of functions) {
      measures.push({ what: `${name}: ${what}`, value: `${(share * 100).toFixed(1)} %` });
    }
  }
  return measures;
}

/** Shares of the busy time of all profiles in the folder, largest first. */
async function selfTimes(folder: string): Promise<[string, number][]> {
  const times = new Map<string, number>();
  for (const file of await readdir(folder)) {
    const { nodes, samples, timeDeltas }: CpuProfile = JSON.parse(
      await readFile(path.join(folder, file), "utf8"),
    );
    const names = new Map(
      nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
        id,
        `${functionName || "(anonymous)"} ${url.split("/").slice(-3).join("/")}:${lineNumber + 1}`,
      ]),
    );
    samples.forEach((id, at) => {
      const name = names.get(id) ?? "";
      if (name.startsWith("(idle)")) return;
      times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] ?? 0));
    });
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([name, time]) => [name, time / all]);
}
