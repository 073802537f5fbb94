import type { Measure, Setting } from "@/bench/measure";
import { measureQueries, type QueryMeasure } from "@/bench/queries";

const REPEAT = 5;
const MAP_GROUPS: QueryMeasure["group"][] = ["map cells", "map rows"];
const MAP_GROWTH_MAX = 1.5;
const RAW_FACTOR_MAX = 2;
const SHOWN = 3;

/** The public's queries at each size: how they grow, and what our side adds to raw SQL. */
export async function queries({ sizes, database }: Setting): Promise<Measure[]> {
  const measures: Measure[] = [];
  const mapP99 = new Map(MAP_GROUPS.map((group) => [group, new Map<number, number>()]));
  for (const sites of sizes) {
    for (const { group, p50, p95, p99, max, ratio, worst, plan } of await measureQueries(
      await database(sites),
      REPEAT,
    )) {
      mapP99.get(group)?.set(sites, p99);
      const shown = worst.slice(0, SHOWN).map((one) => `${one.name} ${one.p50.toFixed(0)} ms`);
      measures.push({
        what: `${sites} sites: slowest of ${group}`,
        value: shown.join(", "),
        ...(sites === sizes.at(-1) && { plan }),
      });
      measures.push({
        what: `${sites} sites: all samples of ${group}`,
        p50,
        p95,
        p99,
        max,
        bound: "the same statements sent raw",
        ratio,
        ...(group === "search" && {
          promise: `<= ${RAW_FACTOR_MAX} x`,
          kept: ratio <= RAW_FACTOR_MAX,
        }),
      });
    }
  }
  const [first, last] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  if (first === last) return measures;
  for (const [group, p99] of mapP99) {
    const growth = (p99.get(last) ?? 0) / (p99.get(first) ?? 1);
    measures.push({
      what: `${group}, ${last} sites`,
      value: `p99 ${p99.get(last)?.toFixed(1)} ms`,
      bound: `${first} sites: p99 ${p99.get(first)?.toFixed(1)} ms`,
      ratio: growth,
      promise: `<= ${MAP_GROWTH_MAX} x`,
      kept: growth <= MAP_GROWTH_MAX,
    });
  }
  return measures;
}
