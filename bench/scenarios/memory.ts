import { findAddresses } from "@/bench/addresses";
import { load } from "@/bench/load";
import { largest, type Measure, type Setting } from "@/bench/measure";
import { residentMb } from "@/bench/process-memory";
import { startSite } from "@/bench/site";

const SECONDS = 10;
const MB_MAX = 350;

/** Memory of the server beside Postgres, after every kind of page was asked for in a hurry. */
export async function memory(setting: Setting): Promise<Measure[]> {
  const databaseUrl = await setting.database(largest(setting));
  const paths = Object.values(await findAddresses(databaseUrl));
  const site = await startSite(databaseUrl);
  try {
    const atRest = await residentMb(site);
    let peak = atRest;
    for (const path of paths) {
      await load(site.url + path, "gzip", SECONDS);
      // Addresses that are never the same are made and kept anew each time.
      await Promise.all(
        Array.from({ length: 200 }, (_, i) => fetch(`${site.url}/en?q=${path.length}x${i}`)),
      );
      peak = Math.max(peak, await residentMb(site));
    }
    return [
      {
        what: `memory of the server at ${largest(setting)} sites, after load`,
        value: `${Math.round(peak)} MB (${Math.round(atRest)} MB before)`,
        promise: `< ${MB_MAX} MB`,
        kept: peak < MB_MAX,
      },
    ];
  } finally {
    await site.stop();
  }
}
