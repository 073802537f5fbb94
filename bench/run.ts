import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Measure, measureImports } from "@/bench/imports";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

/** `npm run bench`: what DESIGN §9 promises of imports, against bounds measured in the same run. */
const { values } = parseArgs({ options: { repeat: { type: "string", default: "5" } } });
const data = path.resolve("../shared/data");

if (!existsSync(data)) {
  console.error(`The benchmark imports published files, and there are none in ${data}.`);
  process.exit(1);
}
const folder = await mkdtemp(path.join(tmpdir(), "placard-bench-"));
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "data") });
try {
  const measures = await measureImports(postgres.url, data, Number(values.repeat));
  const machine = `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const table = toTable(measures);
  console.log(`\n${machine}\n\n${table}`);
  await writeFile("bench/results.json", `${JSON.stringify({ machine, measures }, null, 2)}\n`);
  await writeFile(
    "bench/RESULTS.md",
    `# Measured by \`npm run bench\`\n\n${machine}. fsync on.\n\n${table}`,
  );
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

function toTable(measures: readonly Measure[]): string {
  const rows = measures.map(
    ({ what, value, bound, ratio, promise }) =>
      `| ${what} | ${value} | ${bound ?? ""} | ${ratio?.toFixed(2) ?? ""} | ${promise} |`,
  );
  return `${["| what | measured | bound | ratio | promise |", "|---|---|---|---|---|", ...rows].join("\n")}\n`;
}
