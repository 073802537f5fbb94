import { describe, expect, test } from "vitest";
import { improve } from "@/core/improve";
import { rateParsed } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import { combinations, valuesToTry } from "@/core/scheme-space";
import { COLOURS, type Colour, isColour } from "@/core/standing";
import { schemeNamed } from "@/tests/support/schemes";

/** Fewest inputs, then fewest steps, of all inputs there are: by looking at each. */
function cheapest(
  scheme: Scheme,
  from: Inputs,
  colour: Colour,
): { inputs: number; steps: number } | null {
  let best: { inputs: number; steps: number } | null = null;
  for (const to of combinations(valuesToTry(scheme))) {
    const { standing } = rateParsed(to, scheme);
    if (!isColour(standing) || COLOURS.indexOf(standing) > COLOURS.indexOf(colour)) continue;
    let [inputs, steps] = [0, 0];
    for (const [name, input] of Object.entries(scheme.inputs)) {
      if (to[name] === from[name]) continue;
      inputs += 1;
      if ("choice" in input) {
        const at = (value: unknown) => (input.choice as unknown[]).indexOf(value);
        steps += Math.abs(at(to[name]) - at(from[name]));
      } else steps += Math.abs(Number(to[name]) - Number(from[name]));
    }
    if (!best || inputs < best.inputs || (inputs === best.inputs && steps < best.steps)) {
      best = { inputs, steps };
    }
  }
  return best;
}

describe.each(["uk-fhrs@2018-11", "us-sf-score@2005", "demo-three-criteria@1"])("%s", (key) => {
  const scheme = schemeNamed(key);
  test("no change is smaller than the advice, for any inputs and any better colour", () => {
    for (const from of combinations(valuesToTry(scheme))) {
      const { standing } = rateParsed(from, scheme);
      const { next, best } = improve(from, scheme);
      const better = COLOURS.filter(
        (colour) => isColour(standing) && COLOURS.indexOf(colour) < COLOURS.indexOf(standing),
      );
      expect(next === null).toBe(better.length === 0);
      expect(best?.colour ?? next?.colour).toBe(better[0]);
      for (const [target, least] of [
        [next, better.at(-1)],
        [best, better[0]],
      ] as const) {
        if (!target || !least) continue;
        const minimum = cheapest(scheme, from, least);
        for (const { outcome, changes } of target.ways) {
          const to = { ...from };
          let steps = 0;
          for (const change of changes) {
            if (!("from" in change)) throw new Error("No findings here.");
            to[change.input] = change.to;
            const input = scheme.inputs[change.input];
            const values: readonly unknown[] = input && "choice" in input ? input.choice : [];
            steps += values.length
              ? Math.abs(values.indexOf(change.to) - values.indexOf(change.from))
              : Math.abs(Number(change.to) - Number(change.from));
          }
          expect(rateParsed(to, scheme)).toMatchObject({ outcome, standing: target.colour });
          expect({ inputs: changes.length, steps }).toEqual(minimum);
        }
      }
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
