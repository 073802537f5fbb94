import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Measure } from "@/bench/measure";

/** The rows of one scenario. */
interface Section {
  name: string;
  /** Of the largest board it was measured on. */
  sites: number;
  measures: readonly Measure[];
}
/** A scenario as it was measured last, with what the machine had to do at its end. */
interface Measured extends Section {
  at: string;
  load: number;
}

const RESULTS = "bench/results.json";

/** Writes a scenario's rows over those of its last run, in `results.json` and `RESULTS.md`. */
export function report(section: Section): void {
  const measured = { ...section, at: new Date().toISOString(), load: loadavg()[0] ?? 0 };
  const known: Measured[] = existsSync(RESULTS)
    ? JSON.parse(readFileSync(RESULTS, "utf8")).sections
    : [];
  const sections = [...known.filter(({ name }) => name !== section.name), measured];
  const machine =
    `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
    `Node ${process.version}`;
  writeFileSync(RESULTS, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
  const lines = [
    "# Measured by `npm run bench`",
    "",
    `${machine}.`,
    ...sections.flatMap(tableOf),
    "",
  ];
  writeFileSync("bench/RESULTS.md", lines.join("\n"));
}

function tableOf({ name, sites, at, load, measures }: Measured): string[] {
  const rows = measures.map((measure) => {
    const { what, bound = "", ratio, promise = "", kept } = measure;
    const verdict = kept === undefined ? "" : kept ? "yes" : "**no**";
    return `| ${[what, figureOf(measure), bound, ratio?.toFixed(2) ?? "", promise, verdict].join(" | ")} |`;
  });
  return [
    "",
    `## ${name}`,
    "",
    `${at.slice(0, 16).replace("T", " ")} UTC, up to ${sites} sites, load average ${load.toFixed(1)} at the end.`,
    "",
    "| what | measured | bound | ratio | promise | kept |",
    "|---|---|---|---|---|---|",
    ...rows,
    ...measures.flatMap(({ what, plan }) =>
      plan ? ["", `Plan of the slowest statement, ${what}:`, "", "```", ...plan, "```"] : [],
    ),
  ];
}

function figureOf({ value, p50, p95, p99, max, unit = "ms" }: Measure): string {
  if (p50 === undefined) return value ?? "";
  const known = Object.entries({ p50, p95, p99, max }).filter(([, figure]) => figure !== undefined);
  const figures = known.map(([name, figure]) => `${name} ${(figure ?? 0).toPrecision(3)}`);
  return [value, `${figures.join(", ")} ${unit}`].filter(Boolean).join("; ");
}
