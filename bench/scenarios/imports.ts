import { withCluster } from "@/bench/cluster";
import { prepareCopy } from "@/bench/copy";
import { type Measure, median, type Setting, timed } from "@/bench/measure";
import { freshDatabase, importAll, type Published } from "@/bench/published";

/** Everything in the folder of published data. */
const published = (data: string): Published[] => [
  { format: "fhrs", location: `${data}/uk-fhrs/2020-08-10` },
  { format: "fhrs", location: `${data}/uk-fhrs/2020-11-15` },
  {
    format: "smilefjes",
    location: `${data}/no-smilefjes/tilsyn-2026-01-02.geojson.gz`,
    asOf: "2026-01-02",
  },
  {
    format: "smilefjes",
    location: `${data}/no-smilefjes/tilsyn-2026-08-22.geojson.gz`,
    asOf: "2026-08-22",
  },
  {
    format: "dinesafe",
    location: `${data}/ca-toronto-dinesafe/dinesafe.2010.csv.gz`,
    asOf: "2010-12-31",
  },
  {
    format: "dinesafe",
    location: `${data}/ca-toronto-dinesafe/dinesafe.2012.csv.gz`,
    asOf: "2012-12-31",
  },
  {
    format: "lives",
    location: `${data}/us-sf-lives`,
    asOf: "2017-12-31",
    authority: "San Francisco Department of Public Health",
  },
  {
    format: "chicago",
    location: `${data}/us-chicago/Food_Inspections.2020-03.csv`,
    asOf: "2020-03-04",
  },
  { format: "nyc", location: `${data}/us-nyc/43nn-pn8j.1000rows.csv` },
];

/** The rows that an unchanged re-import compares. */
const COMPARED = [
  "sites",
  "site_names",
  "site_addresses",
  "site_authorities",
  "site_sources",
  "replies",
  "ratings",
  "listings",
];

/** All published files, and one snapshot again and again against raw COPY, interleaved. */
export function imports({ data, repeat }: Setting): Promise<Measure[]> {
  return withCluster(async (url) => {
    const all = await freshDatabase(url, "everything");
    const seconds = await timed(() => importAll(all, published(data)));
    const [count] = await all<{ sites: number }[]>`select count(*) as sites from listings`;
    await all.end();
    const snapshot = published(data).slice(1, 2);
    const board = await freshDatabase(url, "board");
    await importAll(board, snapshot);
    const target = await freshDatabase(url, "copied");
    const copy = await prepareCopy(board, target, COMPARED);
    const again: number[] = [];
    const bounds: number[] = [];
    for (let i = 0; i < repeat; i += 1) {
      again.push(await timed(() => importAll(board, snapshot)));
      bounds.push(await copy.run());
    }
    await copy.remove();
    await Promise.all([board.end(), target.end()]);
    const ratio = median(bounds) / median(again);
    const list = (times: readonly number[]) => times.map((s) => s.toFixed(1)).join(", ");
    return [
      {
        what: `import of all published files, ${count?.sites} sites`,
        value: `${seconds.toFixed(1)} s`,
        promise: "< 120 s",
        kept: seconds < 120,
      },
      {
        what: "unchanged re-import of 35,565 UK records, short-cut off",
        value: `${median(again).toFixed(1)} s (${list(again)})`,
        bound: `COPY of the same rows, ${Math.round(copy.bytes / 1e6)} MB: ${median(bounds).toFixed(1)} s (${list(bounds)})`,
        ratio,
        promise: ">= 0.5",
        kept: ratio >= 0.5,
      },
    ];
  });
}
