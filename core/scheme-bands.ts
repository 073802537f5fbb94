import { rateParsed } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import { combinations, dependentsOf, sizeOf, valuesToTry } from "@/core/scheme-space";
import { valuesOf } from "@/core/scheme-values";
import type { Standing } from "@/core/standing";

/** A stretch of one number's range in which the outcome stays the same. */
interface Band {
  from: number;
  to: number;
  outcome: string | null;
  standing: Standing;
}

/** How the outcome follows from one number, the others as in the first example of the best outcome. */
export interface Bands {
  name: string;
  bands: Band[];
  /** The other inputs. */
  others: Inputs;
}

/** How it follows from two: every pair of values that some inputs lead to. */
export interface Grid {
  names: [string, string];
  cells: { at: [number, number]; outcome: string | null; standing: Standing }[];
}

/** What can be drawn of a scheme; null where nothing can. */
export function pictureOf(scheme: Scheme): Bands | Grid | null {
  return bandsOf(scheme) ?? gridOf(scheme);
}

const STEPS_MAX = 1000;
const GRID_MAX = 10_000;

/** The bands of a scheme that goes by a number; null where it does not. */
function bandsOf(scheme: Scheme): Bands | null {
  const [name, input] =
    Object.entries(scheme.inputs).find(([, one]) => "number" in one && !one.fixed) ?? [];
  // A number that only goes into others says little by itself.
  const isAlone = name !== undefined && dependentsOf(name, scheme).length === 0;
  if (!name || !isAlone || !input || !("number" in input)) return null;
  const { min, max, step } = input.number;
  const steps = Math.round((max - min) / step);
  const best = Object.entries(scheme.outcomes).find(([, { rank }]) => rank === 1)?.[0];
  const base = scheme.examples.find((one) => "outcome" in one && one.outcome === best);
  if (!base || steps > STEPS_MAX) return null;
  const bands: Band[] = [];
  for (let i = 0; i <= steps; i += 1) {
    const value = min + i * step;
    const { outcome, standing } = rateParsed({ ...base.inputs, [name]: value }, scheme);
    const last = bands.at(-1);
    if (last && last.outcome === outcome && last.standing === standing) last.to = value;
    else bands.push({ from: value, to: value, outcome, standing });
  }
  const { [name]: _, ...others } = base.inputs;
  return bands.length > 1 ? { name, bands, others } : null;
}

/** The grid of a scheme whose rules go by two numbers made of a few scores; null for others. */
function gridOf(scheme: Scheme): Grid | null {
  const [a, b, ...more] = Object.keys(scheme.derived);
  const areScores = Object.values(scheme.inputs).every(
    (input) => "choice" in input && input.choice.every((one) => typeof one === "number"),
  );
  const space = valuesToTry(scheme);
  if (!a || !b || more.length > 0 || !areScores || sizeOf(space) > GRID_MAX) return null;
  const cells = new Map<string, Grid["cells"][number]>();
  for (const inputs of combinations(space) as Iterable<Inputs>) {
    const look = valuesOf(inputs, scheme);
    const at: [number, number] = [Number(look(a)), Number(look(b))];
    const { outcome, standing } = rateParsed(inputs, scheme);
    cells.set(at.join(), { at, outcome, standing });
  }
  return { names: [a, b], cells: [...cells.values()] };
}
