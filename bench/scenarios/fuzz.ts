import { largest, type Measure, type Setting, spread } from "@/bench/measure";
import { startSite } from "@/bench/site";
import { fuzz as makeRequest, send } from "@/tests/support/fuzz";

const REQUESTS = 100_000;
const AT_ONCE = 24;
const QUERY_MAX_MS = 2000;

/** 100,000 requests of every wrong kind: none may be answered with a fault, or keep anyone waiting. */
export async function fuzz(setting: Setting): Promise<Measure[]> {
  const site = await startSite(await setting.database(largest(setting)));
  const port = Number(new URL(site.url).port);
  const times: number[] = [];
  const faults: string[] = [];
  let next = 0;
  const ask = async () => {
    while (next < REQUESTS) {
      const one = makeRequest(next);
      next += 1;
      const { status, ms } = await send(port, one);
      times.push(ms);
      if (status !== null && status >= 500) faults.push(`${status} ${one.name}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
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
