import { rateParsed } from "@/core/rate";
import { schemeSchema } from "@/core/scheme";
import threeCriteria from "@/core/schemes/demo-three-criteria@1.json";
import type { Colour } from "@/core/standing";
import type { Area, Severity } from "@/server/demo-data/town";

/** What was found on a visit, as far as a result depends on it. */
interface Fault {
  area: Area;
  severity: Severity;
  corrected: boolean;
}

/**
 * How an invented authority comes from findings to a published result, and which findings make
 * which colour: one letter a finding, a capital where it cannot have been put right on the spot.
 */
export interface Rules {
  findings: Readonly<Record<Colour, readonly string[]>>;
  publish(faults: readonly Fault[]): { published: string | null; inputs: Record<string, number> };
}

const THREE_CRITERIA = schemeSchema.parse(threeCriteria);

const HYGIENE = {
  green: ["", "", "", "", "m", "m", "m", "mm", "mm", "mmm", "s", "s", "sm", "smm"],
  yellow: ["sss", "sss", "sssm"],
  red: ["c", "cm", "cs", "cs", "css", "ccm", "ccss"],
};

/** Three scores, by the worst that was found in each area. */
export const threeScores: Rules = {
  findings: HYGIENE,
  publish(faults) {
    const inputs = {
      handling: scoreOf(faults, "handling"),
      premises: scoreOf(faults, "premises"),
      control: scoreOf(faults, "control"),
    };
    return { published: rateParsed(inputs, THREE_CRITERIA).outcome, inputs };
  },
};

function scoreOf(faults: readonly Fault[], area: Area): number {
  const here = faults.filter((fault) => fault.area === area).map((fault) => fault.severity);
  if (here.includes("crucial")) return here.length > 1 ? 25 : 20;
  const significant = here.filter((severity) => severity === "significant").length;
  if (significant > 0) return significant > 1 ? 15 : 10;
  return here.length > 0 ? 5 : 0;
}

const POINTS: Record<Severity, Record<Area, number>> = {
  minor: { handling: 3, premises: 1, control: 2 },
  significant: { handling: 12, premises: 9, control: 11 },
  crucial: { handling: 48, premises: 42, control: 53 },
};

/** Points out of a hundred; only the number is published. */
export const hundred: Rules = {
  findings: HYGIENE,
  publish(faults) {
    const lost = faults.reduce((sum, { severity, area }) => sum + POINTS[severity][area], 0);
    return { published: null, inputs: { score: Math.max(0, 100 - lost) } };
  },
};

/** Toronto's published words: what is crucial and cannot be put right at once closes the place. */
export const dineSafe: Rules = {
  findings: {
    green: ["", "", "", "m", "m", "m", "mm", "mm", "mmm"],
    yellow: ["s", "s", "sm", "smm", "ss", "ssm", "cs"],
    red: ["C", "Cm", "Cs", "Css", "CCm"],
  },
  publish(faults) {
    const closing = faults.some((fault) => fault.severity === "crucial" && !fault.corrected);
    const published = closing
      ? "Closed"
      : faults.some((fault) => fault.severity !== "minor")
        ? "Conditional Pass"
        : "Pass";
    return { published, inputs: {} };
  },
};

/** Goods on sale: what is unsafe is withdrawn, what is badly labelled is to be put right. */
export const goodsOnSale: Rules = {
  findings: {
    green: ["", "", "", "m", "m", "mm"],
    yellow: ["s", "s", "sm", "ss"],
    red: ["c", "cm", "cs"],
  },
  publish(faults) {
    const has = (severity: Severity) => faults.some((fault) => fault.severity === severity);
    const worst = has("crucial") ? "Withdrawn" : has("significant") ? "Conditional" : "Pass";
    return { published: worst, inputs: {} };
  },
};
