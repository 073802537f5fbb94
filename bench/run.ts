import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { largest, type Scenario } from "@/bench/measure";
import { report } from "@/bench/report";
import { firstImport } from "@/bench/scenarios/first-import";
import { fuzz } from "@/bench/scenarios/fuzz";
import { http } from "@/bench/scenarios/http";
import { imports } from "@/bench/scenarios/imports";
import { mapJank } from "@/bench/scenarios/map-jank";
import { memory } from "@/bench/scenarios/memory";
import { pageWeight } from "@/bench/scenarios/page-weight";
import { profile } from "@/bench/scenarios/profile";
import { publish } from "@/bench/scenarios/publish";
import { queries } from "@/bench/scenarios/queries";
import { rating } from "@/bench/scenarios/rate";
import { soak } from "@/bench/scenarios/soak";
import { submit } from "@/bench/scenarios/submit";
import { tax } from "@/bench/scenarios/tax";
import { openSizes } from "@/bench/sizes";

/** `npm run bench`: what DESIGN §9 promises, against bounds measured in the same run. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  http,
  queries,
  publish,
  submit,
  memory,
  "page-weight": pageWeight,
  "map-jank": mapJank,
  fuzz,
  profile,
  rate: rating,
  imports,
  "first-import": firstImport,
  tax,
  soak,
};
/** Takes ten minutes, and says little before all else is well. */
const ON_DEMAND = "soak";

const { values } = parseArgs({
  options: {
    sites: { type: "string", default: "50000,600000" },
    only: { type: "string" },
    soak: { type: "boolean", default: false },
    data: { type: "string", default: "../shared/data" },
    cluster: { type: "string" },
    repeat: { type: "string", default: "5" },
  },
});
const names =
  values.only?.split(",") ??
  Object.keys(SCENARIOS).filter((name) => values.soak || name !== ON_DEMAND);
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
try {
  for (const name of names) {
    console.log(`${name} ...`);
    const measures = (await SCENARIOS[name]?.(setting)) ?? [];
    console.log(measures);
    await report({ name, sites: largest(setting), measures });
  }
} finally {
  await sizes.close();
}
