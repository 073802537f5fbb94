import { type Measure, median, type Setting } from "@/bench/measure";
import { measureQueries, type QueryMeasure } from "@/bench/queries";

const REPEAT = 20;
const MAP_GROWTH_MAX = 1.5;
const RAW_FACTOR_MAX = 2;
const SHOWN = 5;

/** The public's queries at each size: how they grow, and what our side adds to raw SQL. */
export async function queries({ sizes, database }: Setting): Promise<Measure[]> {
  const measures: Measure[] = [];
  const mapP99 = new Map<number, number>();
  for (const sites of sizes) {
    const measured = await measureQueries(await database(sites), REPEAT);
    for (const one of measured.slice(0, SHOWN)) {
      measures.push({ ...figures(one), what: `${sites} sites: ${one.name} (slow tail)` });
    }
    const of = (group: QueryMeasure["group"]) => measured.filter((one) => one.group === group);
    mapP99.set(sites, Math.max(...of("map").map(({ p99 }) => p99)));
    const searches = of("search");
    const ratio = median(searches.map((one) => one.ratio));
    measures.push({
      what: `${sites} sites: ${searches.length} searches, median of their means`,
      p50: median(searches.map(({ p50 }) => p50)),
      p99: Math.max(...searches.map(({ p99 }) => p99)),
      bound: "the same statements sent raw",
      ratio,
      promise: `<= ${RAW_FACTOR_MAX} x`,
      kept: ratio <= RAW_FACTOR_MAX,
    });
  }
  const [first, last] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const growth = (mapP99.get(last) ?? 0) / (mapP99.get(first) ?? 1);
  if (first === last) return measures;
  measures.push({
    what: `slowest map request, ${last} sites`,
    value: `p99 ${mapP99.get(last)?.toFixed(1)} ms`,
    bound: `${first} sites: p99 ${mapP99.get(first)?.toFixed(1)} ms`,
    ratio: growth,
    promise: `<= ${MAP_GROWTH_MAX} x`,
    kept: growth <= MAP_GROWTH_MAX,
  });
  return measures;
}

function figures({ p50, p95, p99, max, ratio }: QueryMeasure) {
  return { p50, p95, p99, max, ratio };
}
