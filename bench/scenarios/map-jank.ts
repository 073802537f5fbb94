import { measureMapJank } from "@/bench/map-jank";
import { largest, type Measure, type Setting } from "@/bench/measure";
import { startSite } from "@/bench/site";

const LONG_TASK_MS = 50;

/** The longest task of the browser while the map of the largest board is moved. */
export async function mapJank(setting: Setting): Promise<Measure[]> {
  const site = await startSite(await setting.database(largest(setting)));
  try {
    const { longest, count, requests } = await measureMapJank(site.url);
    return [
      {
        what: `map of ${largest(setting)} sites moved: longest task, ${requests} requests for marks`,
        value: `${Math.round(longest)} ms, ${count} tasks over ${LONG_TASK_MS} ms`,
        promise: `< ${LONG_TASK_MS} ms`,
        kept: longest < LONG_TASK_MS,
      },
    ];
  } finally {
    await site.stop();
  }
}
