import { measureMapJank } from "@/bench/map-jank";
import { largest, type Measure, median, type Setting } from "@/bench/measure";
import { startSite } from "@/bench/site";

const LONG_TASK_MS = 50;

/**
 * The longest task of the browser while the map of the largest board is moved, by several readers
 * one after the other: the first finds nothing kept, and browser, server and database share the
 * machine, so that what one of them takes makes the tasks of another longer.
 */
export async function mapJank(setting: Setting): Promise<Measure[]> {
  const site = await startSite(await setting.database(largest(setting)));
  try {
    const sessions = [];
    for (let i = 0; i < setting.repeat; i += 1) sessions.push(await measureMapJank(site.url));
    const longest = sessions.map((one) => one.longest);
    const requests = Math.round(median(sessions.map((one) => one.requests)));
    return [
      {
        what: `map of ${largest(setting)} sites moved: longest task, ${requests} requests for marks`,
        value: `${median(longest).toFixed(0)} ms (${longest.map(Math.round).join(", ")})`,
        promise: `< ${LONG_TASK_MS} ms`,
        kept: median(longest) < LONG_TASK_MS,
      },
      {
        what: `of these, tasks over ${LONG_TASK_MS} ms a reader`,
        value: sessions.map((one) => one.count).join(", "),
      },
    ];
  } finally {
    await site.stop();
  }
}
