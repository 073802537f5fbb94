import { get } from "node:http";
import { findAddresses } from "@/bench/addresses";
import { type Encoding, type Load, load } from "@/bench/load";
import { largest, type Measure, median, type Setting } from "@/bench/measure";
import { startNginx } from "@/bench/nginx";
import { type Served, startBare, startSite } from "@/bench/site";

const WARM_UP_SECONDS = 2;
const SECONDS = 4;

/** Warm answers over HTTP: map cells and search against bare node:http, pages against nginx. */
export async function http(setting: Setting): Promise<Measure[]> {
  const databaseUrl = await setting.database(largest(setting));
  const { site: page, board, search, mapTile } = await findAddresses(databaseUrl);
  const site = await startSite(databaseUrl);
  try {
    const measures: Measure[] = [];
    const compare = async (path: string, encoding: Encoding, what: string, promise: number) => {
      measures.push(
        await compareOne(`${site.url}${path}`, encoding, {
          what: `${what}, ${encoding}`,
          promise,
          repeat: setting.repeat,
          againstFiles: promise < 0.5,
        }),
      );
    };
    for (const encoding of ["identity", "gzip", "br"] as const) {
      await compare(mapTile, encoding, "map tile", 0.6);
      await compare(search, encoding, "search", 0.6);
      await compare(board, encoding, "board page", 0.25);
      await compare(page, encoding, "site page", 0.25);
    }
    return measures;
  } finally {
    await site.stop();
  }
}

async function compareOne(
  url: string,
  encoding: Encoding,
  options: { what: string; promise: number; repeat: number; againstFiles: boolean },
): Promise<Measure> {
  const answer = await answerOf(url, encoding);
  const nginx = options.againstFiles ? await startNginx(answer) : null;
  const bound = nginx ?? (await startBare(answer));
  const own: Load[] = [];
  const bounds: Load[] = [];
  try {
    await load(url, encoding, WARM_UP_SECONDS);
    await load(bound.url, encoding, WARM_UP_SECONDS);
    for (let i = 0; i < options.repeat; i += 1) {
      own.push(await load(url, encoding, SECONDS));
      bounds.push(await load(bound.url, encoding, SECONDS));
    }
  } finally {
    await bound.stop();
  }
  const rate = (loads: readonly Load[]) => median(loads.map(({ perSecond }) => perSecond));
  const ratio = rate(own) / rate(bounds);
  const errors = own.reduce((sum, one) => sum + one.errors, 0);
  const bytes = Buffer.byteLength(answer.body, "base64");
  return {
    what: `${options.what}, ${bytes} bytes${errors > 0 ? `, ${errors} ERRORS` : ""}`,
    value: `${Math.round(rate(own))}/s`,
    p50: median(own.map(({ p50 }) => p50)),
    p99: median(own.map(({ p99 }) => p99)),
    max: Math.max(...own.map(({ max }) => max)),
    bound: `${nginx ? "nginx" : "node:http"} ${Math.round(rate(bounds))}/s, p99 ${median(bounds.map(({ p99 }) => p99))} ms`,
    ratio,
    promise: `>= ${options.promise}${options.againstFiles ? " of nginx" : ""}`,
    kept: errors === 0 && ratio >= options.promise,
  };
}

/** The bytes and headers as they go over the wire; `fetch` would unpack them. */
function answerOf(url: string, encoding: Encoding): Promise<Served> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": encoding } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      if (response.statusCode !== 200) {
        return reject(new Error(`${url} answered ${response.statusCode}.`));
      }
      const kept = Object.entries(response.headers).filter(([name]) => !HOP.has(name));
      const headers = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
      resolve({ headers, body: Buffer.concat(chunks).toString("base64") });
    }).on("error", reject);
  });
}

/** Headers of the connection, which the bound makes itself. */
const HOP = new Set(["connection", "keep-alive", "transfer-encoding", "date", "content-length"]);
