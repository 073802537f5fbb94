import { rateParsed } from "@/core/rate";
import type { Finding, Input, Inputs, Scheme } from "@/core/scheme";
import { countedSeverities, countLimitOf, numbersToName } from "@/core/scheme-space";
import { givenFindings } from "@/core/scheme-values";
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
  /** To a better colour, all ways that need as little as any other. */
  next: { colour: Colour; ways: Improvement[] } | null;
  /** To the best colour that can be reached; null where these lead there already. */
  best: { colour: Colour; ways: Improvement[] } | null;
}

/**
 * The smallest changes of inputs that lead to better colours: fewest inputs first, where each
 * finding counts as one, then fewest steps along their values. Dates and other fixed inputs stay.
 * Of schemes with more combinations than can be looked at, several inputs are changed all the way.
 */
export function improve(inputs: Inputs, scheme: Scheme): Improvements {
  const { standing } = rateParsed(inputs, scheme);
  // From a state without a colour only the best one is an improvement for sure.
  const better = isColour(standing)
    ? COLOURS.slice(0, COLOURS.indexOf(standing))
    : ["green" as const];
  const found = findWays(inputs, scheme, better);
  const next = found.get(better.at(-1) ?? "green") ?? null;
  const best = better.map((colour) => found.get(colour)).find((ways) => ways) ?? null;
  return { next, best: best && next && best.colour !== next.colour ? best : null };
}

/** What one input may become, and what that takes. */
interface Move {
  value: unknown;
  changes: Change[];
  inputs: number;
  steps: number;
}

/** So many combinations are looked at one by one; of more, changes of few inputs at a time. */
const EXACT_MAX = 60_000;
const FEW = 3;
/** Changes of more than this at once are no advice that anybody could follow. */
const CHANGED_MAX = 200;

interface Movable {
  name: string;
  moves: readonly Move[];
}

/** The smallest changes that lead to each of these colours or a better one. */
function findWays(inputs: Inputs, scheme: Scheme, colours: readonly Colour[]) {
  const all = Object.entries(scheme.inputs)
    .filter(([, input]) => !input.fixed)
    .map(([name, input]) => ({ name, moves: movesOf(name, input, inputs, scheme) }));
  const isExact = all.reduce((size, { moves }) => size * (moves.length + 1), 1) <= EXACT_MAX;
  // Of several inputs only the ends are tried where their values are too many together.
  const ends = isExact ? all : all.map(({ name, moves }) => ({ name, moves: endsOf(moves) }));
  const found = new Map<Colour, { colour: Colour; steps: number; ways: Improvement[] }>();
  const most = all.reduce((sum, { moves }) => sum + Math.max(0, ...moves.map((m) => m.inputs)), 0);
  for (let changed = 1; changed <= Math.min(most, CHANGED_MAX); changed += 1) {
    const open = colours.filter((colour) => !found.has(colour));
    if (open.length === 0) break;
    tryAll(changed === 1 ? all : ends, changed, isExact ? all.length : FEW, (chosen, steps) => {
      const next: Record<string, unknown> = { ...inputs };
      for (const { name, move } of chosen) next[name] = move.value;
      const { outcome, standing } = rateParsed(next as Inputs, scheme);
      if (outcome === null || !isColour(standing)) return;
      for (const target of open) {
        if (isBetter(target, standing)) continue;
        const known = found.get(target);
        const isSame = known?.steps === steps && known.colour === standing;
        if (known && !isSame && !isLess({ steps, colour: standing }, known)) continue;
        const way = { outcome, changes: chosen.flatMap(({ move }) => move.changes) };
        const ways = isSame ? [...known.ways, way] : [way];
        found.set(target, { colour: standing, steps, ways });
      }
    });
  }
  return new Map([...found].map(([target, { colour, ways }]) => [target, { colour, ways }]));
}

function isBetter(a: Colour, b: Colour): boolean {
  return COLOURS.indexOf(a) < COLOURS.indexOf(b);
}

/** Fewer steps or, with as many, a better colour. */
function isLess(
  a: { steps: number; colour: Colour },
  b: { steps: number; colour: Colour },
): boolean {
  return a.steps < b.steps || (a.steps === b.steps && isBetter(a.colour, b.colour));
}

/** The least and the most that can be done about a number; what is few stays whole. */
function endsOf(moves: readonly Move[]): readonly Move[] {
  const [first, last] = [moves[0], moves.at(-1)];
  const isNumber = first?.changes.some(
    (change) => "from" in change && typeof change.to === "number",
  );
  return first && last && isNumber ? [...new Set([first, last])] : moves;
}

type Chosen = { name: string; move: Move }[];

/** Calls with every choice of moves of up to `few` inputs that makes exactly so many changes. */
function tryAll(
  all: readonly Movable[],
  changed: number,
  few: number,
  take: (chosen: Chosen, steps: number) => void,
  chosen: Chosen = [],
  steps = 0,
): void {
  if (changed === 0) {
    take(chosen, steps);
    return;
  }
  const [first, ...rest] = all;
  if (!first || few === 0) return;
  tryAll(rest, changed, few, take, chosen, steps);
  for (const move of first.moves) {
    if (move.inputs > changed) continue;
    const next = [...chosen, { name: first.name, move }];
    tryAll(rest, changed - move.inputs, few - 1, take, next, steps + move.steps);
  }
}

function movesOf(name: string, input: Input, inputs: Inputs, scheme: Scheme): Move[] {
  if ("findings" in input) return findingMoves(name, inputs, scheme);
  // Days and earlier results are as they are.
  if ("series" in input || "date" in input) return [];
  const from = inputs[name];
  const numbers = "number" in input ? input.number : null;
  const values: readonly unknown[] =
    "choice" in input ? input.choice : numbers ? numbersToName(name, scheme) : [true, false];
  const place = (value: unknown) =>
    numbers ? Number(value) / numbers.step : values.indexOf(value);
  return values
    .filter((value) => value !== from)
    .map((value) => ({
      value,
      changes: [{ input: name, from: from ?? null, to: value as Inputs[string] }],
      inputs: 1,
      steps: from === undefined ? 1 : Math.abs(place(value) - place(from)),
    }));
}

/** Each finding may be corrected on site, where the scheme cares, or not be there any more. */
function findingMoves(name: string, inputs: Inputs, scheme: Scheme): Move[] {
  const minds = Object.values(scheme.derived).some(
    (one) => "count" in one && one.count.of === name && one.count.corrected !== undefined,
  );
  const limit = countLimitOf(name, scheme);
  const given = givenFindings(inputs, name);
  const counted = countedSeverities(name, scheme);
  const kinds = counted.flatMap((severity) =>
    [true, false].map((corrected) => ({
      severity,
      corrected,
      count: given.filter((one) => one.severity === severity && one.corrected === corrected).length,
    })),
  );
  const others = given.filter(({ severity }) => !counted.includes(severity));
  let moves: (Omit<Move, "value"> & { value: Finding[] })[] = [
    { value: others, changes: [], inputs: 0, steps: 0 },
  ];
  for (const { severity, corrected, count } of kinds) {
    moves = moves.flatMap((move) =>
      splits(count, minds && !corrected, limit).map(({ fixed, gone }) => {
        const change = (many: number, to: "corrected" | "absent"): Change[] =>
          many > 0
            ? [{ input: name, severity, count: many, of: count, wasCorrected: corrected, to }]
            : [];
        // More than the rules can tell apart are as good as these.
        const left = Math.min(count - fixed - gone, limit + 1);
        const put = Math.min(fixed, limit + 1);
        return {
          value: [
            ...move.value,
            ...Array.from({ length: put }, () => ({ severity, corrected: true })),
            ...Array.from({ length: left }, () => ({ severity, corrected })),
          ],
          changes: [...move.changes, ...change(fixed, "corrected"), ...change(gone, "absent")],
          inputs: move.inputs + fixed + gone,
          steps: move.steps + fixed + gone * (corrected ? 1 : 2),
        };
      }),
    );
  }
  return moves.filter((move) => move.inputs > 0);
}

/**
 * Ways to correct some of so many findings and to be rid of others. Rules compare counts with
 * `limit` at most, so that to leave or to correct more than these, but not all, changes nothing.
 */
function splits(
  count: number,
  canCorrect: boolean,
  limit: number,
): { fixed: number; gone: number }[] {
  const ways = [{ fixed: 0, gone: 0 }];
  for (let left = 0; left <= Math.min(count - 1, limit); left += 1) {
    const put = count - left;
    const few = canCorrect ? Math.min(put - 1, limit) : 0;
    for (let fixed = 0; fixed <= few; fixed += 1) ways.push({ fixed, gone: put - fixed });
    if (canCorrect) ways.push({ fixed: put, gone: 0 });
  }
  return ways;
}
