import { Agent, get } from "node:http";
import { findAddresses } from "@/bench/addresses";
import { largest, type Measure, median, type Setting } from "@/bench/measure";
import { residentMb } from "@/bench/process-memory";
import { startSite } from "@/bench/site";

const REQUESTS = 1_000_000;
const MINUTES = 10;
const CONNECTIONS = 20;
const SAMPLE_MS = 10_000;
const GROWTH_MAX = 1.1;

/** A million mixed reading requests or ten minutes of them, whichever is longer: memory stays flat. */
export async function soak(setting: Setting): Promise<Measure[]> {
  const databaseUrl = await setting.database(largest(setting));
  const { site: page, board, search, mapTile } = await findAddresses(databaseUrl);
  const site = await startSite(databaseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const samples: number[] = [];
  const sampler = setInterval(async () => samples.push(await residentMb(site)), SAMPLE_MS);
  const until = Date.now() + MINUTES * 60_000;
  let [asked, errors] = [0, 0];
  const ask = async () => {
    while (asked < REQUESTS || Date.now() < until) {
      asked += 1;
      // One in 50 asks what nobody asked before.
      const path =
        asked % 50 === 0
          ? `${board}?q=soak%20${asked}`
          : [mapTile, search, page, board, "/api/v1/events?limit=10"][asked % 5];
      if (!(await isAnswered(`${site.url}${path}`, agent))) errors += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  } finally {
    clearInterval(sampler);
    agent.destroy();
    await site.stop();
  }
  const third = Math.floor(samples.length / 3);
  const middle = median(samples.slice(third, 2 * third));
  const last = median(samples.slice(2 * third));
  return [
    {
      what: `${asked} mixed requests at full speed: memory, last third against middle third`,
      value: `${Math.round(last)} MB, at most ${Math.round(Math.max(...samples))} MB`,
      bound: `${Math.round(middle)} MB`,
      ratio: last / middle,
      promise: `<= ${GROWTH_MAX}`,
      kept: last / middle <= GROWTH_MAX,
    },
    { what: "errors meanwhile", value: String(errors), promise: "0", kept: errors === 0 },
  ];
}

function isAnswered(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200));
      response.once("error", () => resolve(false));
    }).once("error", () => resolve(false));
  });
}
