import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { largest, type Scenario } from "@/bench/measure";
import { report, type Section } from "@/bench/report";
import { firstImport } from "@/bench/scenarios/first-import";
import { imports } from "@/bench/scenarios/imports";
import { openSizes } from "@/bench/sizes";

/** `npm run bench`: what DESIGN §9 promises, against bounds measured in the same run. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  imports,
  "first-import": firstImport,
};

const { values } = parseArgs({
  options: {
    sites: { type: "string", default: "50000,600000" },
    only: { type: "string" },
    data: { type: "string", default: "../shared/data" },
    cluster: { type: "string" },
    repeat: { type: "string", default: "5" },
  },
});
const names = values.only?.split(",") ?? Object.keys(SCENARIOS);
const unknown = names.filter((name) => !SCENARIOS[name]);
const data = path.resolve(values.data);
if (unknown.length > 0 || !existsSync(data)) {
  console.error(
    unknown.length > 0
      ? `No scenario ${unknown.join(", ")}. There are: ${Object.keys(SCENARIOS).join(", ")}.`
      : `There are no published files in ${data}. Say with --data where they are.`,
  );
  process.exit(2);
}

const sizes = openSizes(values.sites.split(",").map(Number), values.cluster);
const setting = { ...sizes, data, repeat: Number(values.repeat) };
const sections: Section[] = [];
try {
  for (const name of names) {
    console.log(`${name} ...`);
    const measures = (await SCENARIOS[name]?.(setting)) ?? [];
    sections.push({ name, measures });
    console.log(measures);
    await report(sections, largest(setting));
  }
} finally {
  await sizes.close();
}
