import { describe, expect, test } from "vitest";
import { improve } from "@/core/improve";
import { rateParsed } from "@/core/rate";
import type { Finding, Inputs, Scheme } from "@/core/scheme";
import { combinations, valuesToTry } from "@/core/scheme-space";
import { COLOURS, type Colour, isColour } from "@/core/standing";
import { schemeNamed } from "@/tests/support/schemes";

/** What a change of inputs takes: how many, and how far along their values. */
function priceOf(scheme: Scheme, from: Inputs, to: Inputs): { inputs: number; steps: number } {
  let [inputs, steps] = [0, 0];
  for (const [name, input] of Object.entries(scheme.inputs)) {
    if (to[name] === from[name]) continue;
    inputs += 1;
    const place = (value: unknown) =>
      "choice" in input ? (input.choice as unknown[]).indexOf(value) : Number(value);
    steps += Math.abs(place(to[name]) - place(from[name]));
  }
  return { inputs, steps };
}

/**
 * The changes to a colour or a better one with the fewest inputs, then the fewest steps, then the
 * best colour: by looking at all inputs there are.
 */
function cheapest(scheme: Scheme, from: Inputs, colour: Colour): string[] {
  let best: number[] | null = null;
  let found: string[] = [];
  for (const to of wholeInputs(scheme)) {
    const { standing } = rateParsed(to, scheme);
    if (!isColour(standing) || COLOURS.indexOf(standing) > COLOURS.indexOf(colour)) continue;
    const { inputs, steps } = priceOf(scheme, from, to);
    const price = [inputs, steps, COLOURS.indexOf(standing)];
    const order = best ? compare(price, best) : -1;
    if (order < 0) [best, found] = [price, []];
    if (order <= 0) found.push(JSON.stringify(to));
  }
  return found.sort();
}

/** Every combination of values in which nothing is unknown. */
function wholeInputs(scheme: Scheme): Inputs[] {
  const size = Object.keys(scheme.inputs).length;
  return [...combinations(valuesToTry(scheme))].filter((one) => Object.keys(one).length === size);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

describe.each([
  "uk-fhrs@2018-11",
  "us-sf-score@2005",
  "demo-three-criteria@1",
  "demo-hundred-points@1",
  "no-smilefjes@2016",
])("%s", (key) => {
  const scheme = schemeNamed(key);
  test("the advice is all the smallest changes there are, for any inputs", () => {
    for (const from of wholeInputs(scheme)) {
      const { standing } = rateParsed(from, scheme);
      const { next, best } = improve(from, scheme);
      const better = COLOURS.filter(
        (colour) => isColour(standing) && COLOURS.indexOf(colour) < COLOURS.indexOf(standing),
      );
      const [top, step] = [better[0], better.at(-1)];
      expect(next === null).toBe(better.length === 0);
      if (!top || !step) continue;
      expect((best ?? next)?.colour).toBe(top);
      const reached = (ways: NonNullable<typeof next>["ways"]) =>
        ways
          .map(({ changes }) => {
            const to: Record<string, unknown> = { ...from };
            for (const change of changes) to[change.input] = change.to;
            return JSON.stringify(to);
          })
          .sort();
      expect(reached(next?.ways ?? [])).toEqual(cheapest(scheme, from, step));
      if (best) expect(reached(best.ways)).toEqual(cheapest(scheme, from, top));
    }
  });
});

test("FHRS 10/5/10 becomes green by one criterion, and each that does is named", () => {
  const { next, best } = improve(
    { hygiene: 10, structural: 5, confidence: 10 },
    schemeNamed("uk-fhrs@2018-11"),
  );
  expect(best).toBeNull();
  expect(next).toEqual({
    colour: "green",
    ways: [
      { outcome: "4", changes: [{ input: "confidence", from: 10, to: 5 }] },
      { outcome: "4", changes: [{ input: "structural", from: 5, to: 0 }] },
      { outcome: "4", changes: [{ input: "hygiene", from: 10, to: 5 }] },
    ],
  });
});

describe("of findings", () => {
  const dinesafe = schemeNamed("ca-toronto-dinesafe@2001");
  const open = (severity: string) => ({ severity, corrected: false });

  test("a crucial one corrected on site is yellow, one that is gone is green", () => {
    const crucial = {
      input: "findings",
      severity: "crucial",
      count: 1,
      of: 1,
      wasCorrected: false,
    };
    expect(improve({ findings: [open("crucial"), open("minor")] }, dinesafe)).toEqual({
      next: {
        colour: "yellow",
        ways: [{ outcome: "Conditional Pass", changes: [{ ...crucial, to: "corrected" }] }],
      },
      best: {
        colour: "green",
        ways: [{ outcome: "Pass", changes: [{ ...crucial, to: "absent" }] }],
      },
    });
  });

  test("all grave ones must go for green, minor ones may stay", () => {
    const { next } = improve(
      { findings: [open("significant"), open("significant"), open("minor")] },
      dinesafe,
    );
    expect(next).toEqual({
      colour: "green",
      ways: [
        {
          outcome: "Pass",
          changes: [
            {
              input: "findings",
              severity: "significant",
              count: 2,
              of: 2,
              wasCorrected: false,
              to: "absent",
            },
          ],
        },
      ],
    });
  });

  test("Alameda: one of two open majors corrected is not enough for green", () => {
    const { next, best } = improve(
      { score: 90, findings: [open("major"), open("major")], imminentHazard: false },
      schemeNamed("us-alameda@2012"),
    );
    expect(next?.colour).toBe("yellow");
    expect(next?.ways).toHaveLength(1);
    expect(best?.colour).toBe("green");
  });
});

test("what nobody can change is never advised, and green needs no advice", () => {
  const tax = schemeNamed("placard-tax@1");
  const [, , attention] = tax.examples;
  const { next } = improve(attention?.inputs ?? {}, tax);
  const changed = next?.ways.flatMap(({ changes }) => changes.map(({ input }) => input)) ?? [];
  expect(changed).toEqual(["undisputedArrears"]);
  expect(improve(tax.examples[0]?.inputs ?? {}, tax)).toEqual({ next: null, best: null });
});

/** What findings may become, each by itself: as it is, corrected on site, or not there. */
function* fates(findings: readonly Finding[]): Generator<{ left: Finding[]; price: number[] }> {
  const [first, ...rest] = findings;
  if (!first) {
    yield { left: [], price: [0, 0] };
    return;
  }
  for (const { left, price } of fates(rest)) {
    const [changed = 0, steps = 0] = price;
    yield { left: [first, ...left], price };
    yield { left, price: [changed + 1, steps + (first.corrected ? 1 : 2)] };
    if (first.corrected) continue;
    yield { left: [{ ...first, corrected: true }, ...left], price: [changed + 1, steps + 1] };
  }
}

test.each(["ca-toronto-dinesafe@2001", "placard-goods@1", "dk-smiley@3faces"])(
  "%s: no fate of up to four findings leads to a better colour for less",
  (key) => {
    const scheme = schemeNamed(key);
    const input = scheme.inputs.findings;
    const severities = input && "findings" in input ? Object.keys(input.findings) : [];
    const kinds = severities.flatMap((severity) =>
      [true, false].map((corrected) => ({ severity, corrected })),
    );
    let sets: Finding[][] = [[]];
    for (let size = 0; size < 4; size += 1) {
      sets = [...sets, ...sets.flatMap((set) => kinds.map((kind) => [...set, kind]))].slice(
        0,
        1500,
      );
    }
    for (const findings of sets) {
      const { standing } = rateParsed({ findings }, scheme);
      const { next } = improve({ findings }, scheme);
      if (!isColour(standing) || standing === "green") {
        expect(next).toBeNull();
        continue;
      }
      const better = [...fates(findings)].filter(({ left }) => {
        const reached = rateParsed({ findings: left }, scheme).standing;
        return isColour(reached) && COLOURS.indexOf(reached) < COLOURS.indexOf(standing);
      });
      const least = better.map(({ price }) => price).sort(compare)[0];
      for (const { changes } of next?.ways ?? []) {
        let [changed, steps] = [0, 0];
        for (const change of changes) {
          if (!("severity" in change)) throw new Error("Only findings here.");
          changed += change.count;
          steps += change.count * (change.to === "absent" && !change.wasCorrected ? 2 : 1);
        }
        expect([changed, steps]).toEqual(least);
      }
      expect(next?.ways.length).toBeGreaterThan(0);
    }
  },
);
