import type { FindingRow, IsoDate } from "@/core/import-row";
import type { Colour } from "@/core/standing";
import { daysBetween, workdayBefore } from "@/server/demo-data/days";
import type { Dice } from "@/server/demo-data/dice";
import {
  AREAS,
  type Area,
  type Programme,
  type Severity,
  type Town,
} from "@/server/demo-data/town";

export interface DemoVisit {
  key: string;
  on: IsoDate;
  type: string;
  findings: Omit<FindingRow, "kind" | "line" | "siteKey" | "visitKey">[];
  result: { published: string | null; inputs: Record<string, number> };
  /** From a day on the result was withheld, a word published in its place or, where null, none. */
  withheld: { word: string | null; from: IsoDate; until: IsoDate | null } | null;
}

/** What a site's newest visit was like; the earlier ones follow from it. */
export interface Newest {
  daysAgo: number;
  colour: Colour;
  /** How many visits there were, where that matters. */
  count?: number;
}

const OLDEST_DAYS = 1780;
const EARLIER = [
  ["green", 82],
  ["yellow", 13],
  ["red", 5],
] as const;
const COUNTS = [1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8];

/** A site's visits up to a day, oldest first: bad results are followed up within weeks. */
export function makeVisits(
  siteKey: string,
  town: Town,
  programme: Programme,
  today: IsoDate,
  newest: Newest,
  dice: Dice,
): DemoVisit[] {
  const count = newest.count ?? dice.pick(COUNTS);
  const longest = Math.max(140, Math.min(700, Math.round(2600 / count)));
  const moments: { daysAgo: number; colour: Colour }[] = [newest];
  for (let { daysAgo } = newest; moments.length < count; ) {
    const colour = dice.weighted(EARLIER);
    daysAgo += colour === "green" ? dice.int(90, longest) : dice.int(12, 45);
    if (daysAgo > OLDEST_DAYS) break;
    moments.unshift({ daysAgo, colour });
  }
  return moments.map(({ daysAgo, colour }, index): DemoVisit => {
    const before = moments[index - 1]?.colour ?? "green";
    const { routine, followUp, complaint } = town.visitTypes;
    const on = workdayBefore(today, daysAgo);
    const visit = {
      key: `${siteKey}-${index + 1}`,
      on,
      type: before !== "green" ? followUp : dice.chance(0.08) ? complaint : routine,
      withheld: null,
    };
    const { noEntry } = programme.words;
    if (noEntry && index < moments.length - 1 && dice.chance(0.01)) {
      return { ...visit, findings: [], result: { published: noEntry, inputs: {} } };
    }
    return { ...visit, ...findOut(programme, colour, daysBetween(on, today), dice) };
  });
}

const SEVERITY_OF: Readonly<Record<string, Severity>> = {
  m: "minor",
  s: "significant",
  c: "crucial",
};
const CORRECTED_SHARE: Record<Severity, number> = { minor: 0.45, significant: 0.3, crucial: 0.15 };

/** Findings that make a colour, and the result that the programme's rules make of them. */
function findOut(programme: Programme, colour: Colour, daysAgo: number, dice: Dice) {
  const { rules } = programme;
  const used = new Set<string>();
  const found = [...dice.pick(rules.findings[colour])].map((letter) => {
    const severity = SEVERITY_OF[letter.toLowerCase()] ?? "minor";
    const fault = pickFault(programme, severity, used, dice);
    // A crucial finding leaves a place open only where it was put right at once.
    const corrected =
      (letter === "c" && colour !== "red") ||
      (letter in SEVERITY_OF && dice.chance(CORRECTED_SHARE[severity]));
    return { ...fault, severity, corrected };
  });
  return {
    findings: found.map((each) => ({
      code: each.code,
      text: each.text,
      severity: each.severity,
      severityAsPublished: programme.severities[each.severity],
      correctedOnSite: each.corrected,
      ...consequence(programme, each, daysAgo, dice),
    })),
    result: rules.publish(found),
  };
}

/** A fault that was not found on this visit already. */
function pickFault(
  { faults }: Pick<Programme, "faults">,
  severity: Severity,
  used: Set<string>,
  dice: Dice,
): { area: Area; code: string; text: string } {
  const area = dice.pick(AREAS);
  const { crucial, significant, minor } = faults[area];
  const text = dice.pick(faults[area][severity]);
  if (used.has(text)) return pickFault({ faults }, severity, used, dice);
  used.add(text);
  // Its area and its place in the catalogue, such as `B-07`.
  const place = [...crucial, ...significant, ...minor].indexOf(text) + 1;
  return { area, text, code: `${AREA_LETTERS[area]}-${String(place).padStart(2, "0")}` };
}

const AREA_LETTERS: Record<Area, string> = { handling: "A", premises: "B", control: "C" };

const COURT_DAYS = 200;

function consequence(
  { actions, fines }: Programme,
  { severity, corrected }: { severity: Severity; corrected: boolean },
  daysAgo: number,
  dice: Dice,
) {
  const action = dice.pick(actions[corrected ? "corrected" : severity]);
  const nothing = { action, courtOutcome: null, fine: null };
  if (severity !== "crucial" || corrected || !dice.chance(0.4)) return nothing;
  const { from, to, step, court } = fines;
  const fine = from + step * dice.int(0, Math.floor((to - from) / step));
  if (!court) return { action, courtOutcome: null, fine };
  const closed = daysAgo > COURT_DAYS;
  return { action, courtOutcome: closed ? court.closed : court.open, fine: closed ? fine : null };
}
