import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { withCluster } from "@/bench/cluster";
import { prepareCopy } from "@/bench/copy";
import { type Measure, median, type Setting, timed } from "@/bench/measure";
import { multiplyUk } from "@/bench/multiply-uk";
import { residentMb } from "@/bench/process-memory";
import { databaseUrl, freshDatabase } from "@/bench/published";

const RECORDS = 504_000;

/** The first import of a country's records from XML, against raw COPY of the rows it made. */
export function firstImport({ data }: Setting): Promise<Measure[]> {
  return withCluster(async (url, folder) => {
    const location = path.join(folder, "xml");
    const files = await multiplyUk(`${data}/uk-fhrs/2020-11-15`, location, RECORDS);
    const board = await freshDatabase(url, "board");
    const { seconds, peakMb } = await runImport(databaseUrl(url, "board"), location);
    const target = await freshDatabase(url, "copied");
    const copy = await prepareCopy(board, target);
    const bounds = [await copy.run(), await copy.run()];
    await copy.remove();
    const [count] = await board<{ sites: number }[]>`select count(*) as sites from listings`;
    await Promise.all([board.end(), target.end()]);
    const ratio = median(bounds) / seconds;
    return [
      {
        what: `first import of ${RECORDS} UK records in ${files} files, ${count?.sites} sites listed`,
        value: `${seconds.toFixed(0)} s`,
        bound: `COPY of the same rows, ${Math.round(copy.bytes / 1e6)} MB: ${bounds.map((s) => s.toFixed(0)).join(", ")} s`,
        ratio,
        promise: ">= 0.5",
        kept: ratio >= 0.5,
      },
      {
        what: "memory of the importing process meanwhile",
        value: `${Math.round(peakMb)} MB`,
        promise: "< 500 MB",
        kept: peakMb < 500,
      },
    ];
  });
}

/** `placard import fhrs <folder>` in a process of its own, whose memory is looked at now and then. */
async function runImport(url: string, location: string) {
  const command = ["--import", "tsx", "server/placard.ts", "import", "fhrs", location];
  let peakMb = 0;
  const seconds = await timed(async () => {
    const child = spawn(process.execPath, command, {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const watch = setInterval(async () => {
      peakMb = Math.max(peakMb, await residentMb({ child }));
    }, 250);
    const [code] = await once(child, "exit");
    clearInterval(watch);
    if (code !== 0) throw new Error(`The import ended with code ${code}.`);
  });
  return { seconds, peakMb };
}
