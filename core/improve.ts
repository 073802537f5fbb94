import { rateParsed } from "@/core/rate";
import type { Finding, Input, Inputs, Scheme } from "@/core/scheme";
import { valuesToTry } from "@/core/scheme-space";
import { findingsOf } from "@/core/scheme-values";
import { COLOURS, type Colour, isColour } from "@/core/standing";

/** One thing to change: an input's value, or so many findings of one severity to put right. */
export type Change =
  | { input: string; from: Inputs[string] | null; to: Inputs[string] }
  | {
      input: string;
      severity: string;
      count: number;
      /** How many of that severity there are, corrected or not as these were. */
      of: number;
      wasCorrected: boolean;
      /** Corrected while the inspector is there, or not found at all. */
      to: "corrected" | "absent";
    };

export interface Improvement {
  outcome: string;
  changes: Change[];
}

export interface Improvements {
  /** To the next better colour, all ways that need as little as any other. */
  next: { colour: Colour; ways: Improvement[] } | null;
  /** To the best colour that can be reached; null where the next one is. */
  best: { colour: Colour; ways: Improvement[] } | null;
}

/**
 * The smallest changes of inputs that lead to better colours: fewest inputs first, where each
 * finding counts as one, then fewest steps along their values. Dates and other fixed inputs stay.
 */
export function improve(inputs: Inputs, scheme: Scheme): Improvements {
  const { standing } = rateParsed(inputs, scheme);
  const better = isColour(standing) ? COLOURS.slice(0, COLOURS.indexOf(standing)) : [...COLOURS];
  const ways = findWays(inputs, scheme, better);
  const reached = better.filter((colour) => ways.get(colour)?.length);
  const [best, next] = [reached[0], reached.at(-1)];
  const of = (colour: Colour | undefined) => colour && { colour, ways: ways.get(colour) ?? [] };
  return { next: of(next) ?? null, best: (best !== next && of(best)) || null };
}

/** What one input may become, and what that takes. */
interface Move {
  value: unknown;
  changes: Change[];
  inputs: number;
  steps: number;
}

/** Changes of more inputs than this at once are no advice that anybody could follow. */
const CHANGED_MAX = 12;

function findWays(inputs: Inputs, scheme: Scheme, colours: readonly Colour[]) {
  const space = valuesToTry(scheme);
  const moves = Object.entries(scheme.inputs)
    .filter(([, input]) => !input.fixed && !("date" in input))
    .map(([name, input]) => ({
      name,
      moves: movesOf(name, input, inputs, space.get(name) ?? [], scheme),
    }));
  const found = new Map<Colour, { steps: number; ways: Improvement[] }>();
  for (let changed = 1; changed <= CHANGED_MAX; changed += 1) {
    const open = colours.filter((colour) => !found.has(colour));
    if (open.length === 0) break;
    let isAny = false;
    tryAll(moves, changed, (chosen, steps) => {
      isAny = true;
      const next: Record<string, unknown> = { ...inputs };
      for (const { name, move } of chosen) next[name] = move.value;
      const { outcome, standing } = rateParsed(next as Inputs, scheme);
      if (outcome === null || !isColour(standing) || !open.includes(standing)) return;
      const known = found.get(standing);
      if (known && known.steps < steps) return;
      const way = { outcome, changes: chosen.flatMap(({ move }) => move.changes) };
      found.set(standing, {
        steps,
        ways: known?.steps === steps ? [...known.ways, way] : [way],
      });
    });
    if (!isAny) break;
  }
  return new Map([...found].map(([colour, { ways }]) => [colour, ways]));
}

type Chosen = { name: string; move: Move }[];

/** Calls with every choice of moves that changes exactly so many inputs. */
function tryAll(
  all: readonly { name: string; moves: readonly Move[] }[],
  changed: number,
  take: (chosen: Chosen, steps: number) => void,
  chosen: Chosen = [],
  steps = 0,
): void {
  if (changed === 0) {
    take(chosen, steps);
    return;
  }
  const [first, ...rest] = all;
  if (!first) return;
  tryAll(rest, changed, take, chosen, steps);
  for (const move of first.moves) {
    if (move.inputs > changed) continue;
    const next = [...chosen, { name: first.name, move }];
    tryAll(rest, changed - move.inputs, take, next, steps + move.steps);
  }
}

function movesOf(
  name: string,
  input: Input,
  inputs: Inputs,
  values: readonly unknown[],
  scheme: Scheme,
): Move[] {
  if ("findings" in input) return findingMoves(name, Object.keys(input.findings), inputs, scheme);
  if ("series" in input) return [];
  const from = inputs[name];
  const numbers = "number" in input ? input.number : null;
  const place = (value: unknown) =>
    numbers ? Number(value) / numbers.step : values.indexOf(value);
  return values
    .filter((value) => value !== undefined && value !== from)
    .map((value) => ({
      value,
      changes: [{ input: name, from: from ?? null, to: value as Inputs[string] }],
      inputs: 1,
      steps: from === undefined ? 1 : Math.abs(place(value) - place(from)),
    }));
}

/** Each finding may be corrected on site, where the scheme cares, or not be there any more. */
function findingMoves(
  name: string,
  severities: readonly string[],
  inputs: Inputs,
  scheme: Scheme,
): Move[] {
  const minds = Object.values(scheme.derived).some(
    (one) => "count" in one && one.count.of === name && one.count.corrected !== undefined,
  );
  const given = findingsOf(inputs, name);
  const kinds = severities.flatMap((severity) =>
    [true, false].map((corrected) => ({
      severity,
      corrected,
      findings: given.filter((one) => one.severity === severity && one.corrected === corrected),
    })),
  );
  let moves: (Omit<Move, "value"> & { value: Finding[] })[] = [
    { value: [], changes: [], inputs: 0, steps: 0 },
  ];
  for (const { severity, corrected, findings } of kinds) {
    moves = moves.flatMap((move) =>
      splits(findings.length, minds && !corrected).map(({ fixed, gone }) => {
        const change = (count: number, to: "corrected" | "absent"): Change[] =>
          count > 0
            ? [{ input: name, severity, count, of: findings.length, wasCorrected: corrected, to }]
            : [];
        const kept = findings.slice(fixed + gone);
        const put = findings.slice(0, fixed).map((one) => ({ ...one, corrected: true }));
        return {
          value: [...move.value, ...put, ...kept],
          changes: [...move.changes, ...change(fixed, "corrected"), ...change(gone, "absent")],
          inputs: move.inputs + fixed + gone,
          steps: move.steps + fixed + gone * (corrected ? 1 : 2),
        };
      }),
    );
  }
  return moves.filter((move) => move.inputs > 0);
}

/** Ways to correct some of so many findings and to be rid of others. */
function splits(count: number, canCorrect: boolean): { fixed: number; gone: number }[] {
  const ways: { fixed: number; gone: number }[] = [];
  for (let gone = 0; gone <= count; gone += 1) {
    for (let fixed = 0; fixed <= (canCorrect ? count - gone : 0); fixed += 1) {
      ways.push({ fixed, gone });
    }
  }
  return ways;
}
