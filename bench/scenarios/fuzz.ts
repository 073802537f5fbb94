import { largest, type Measure, type Setting, spread } from "@/bench/measure";
import { startSite } from "@/bench/site";
import { sendAll } from "@/tests/support/fuzz";

const REQUESTS = 100_000;
const AT_ONCE = 24;
const QUERY_MAX_MS = 2000;

/** 100,000 requests of every wrong kind: none may be answered with a fault, or keep anyone waiting. */
export async function fuzz(setting: Setting): Promise<Measure[]> {
  const site = await startSite(await setting.database(largest(setting)));
  const port = Number(new URL(site.url).port);
  const times: number[] = [];
  const faults: string[] = [];
  await sendAll(port, { count: REQUESTS, atOnce: AT_ONCE }, ({ name }, { status, ms }) => {
    times.push(ms);
    if (status !== null && status >= 500) faults.push(`${status} ${name}`);
  });
  await site.stop();
  for (const fault of faults.slice(0, 20)) console.log(fault);
  return [
    {
      what: `${REQUESTS} fuzzed requests, ${AT_ONCE} at once, answered with a fault`,
      value: String(faults.length),
      promise: "0",
      kept: faults.length === 0,
    },
    {
      what: "their time, waiting for each other included",
      ...spread(times),
      promise: `no query over ${QUERY_MAX_MS} ms (the database ends it)`,
    },
  ];
}
