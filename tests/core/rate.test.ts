import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rate } from "@/core/rate";
import type { Finding, Scheme } from "@/core/scheme";
import { COLOURS, isColour } from "@/core/standing";
import { allSchemes, schemeNamed } from "@/tests/support/schemes";

function outcomeOf(scheme: Scheme, inputs: Record<string, unknown>): string | null {
  const rated = rate(inputs, scheme);
  if (!rated.ok) throw new Error(JSON.stringify(rated.refused));
  return rated.outcome;
}

const findingsOf = (severities: readonly string[]) =>
  fc.array(fc.record({ severity: fc.constantFrom(...severities), corrected: fc.boolean() }), {
    maxLength: 6,
  });

describe("against tables written apart from the schemes", () => {
  test("all 180 triples of FHRS scores", () => {
    const scheme = schemeNamed("uk-fhrs@2018-11");
    const table = [
      [5, 15, 5],
      [4, 20, 10],
      [3, 30, 10],
      [2, 40, 15],
      [1, 50, 20],
      [0, 80, 30],
    ] as const;
    let triples = 0;
    for (const hygiene of [0, 5, 10, 15, 20, 25]) {
      for (const structural of [0, 5, 10, 15, 20, 25]) {
        for (const confidence of [0, 5, 10, 20, 30]) {
          const total = hygiene + structural + confidence;
          const worst = Math.max(hygiene, structural, confidence);
          const row = table.find(
            ([, totalMax, worstMax]) => total <= totalMax && worst <= worstMax,
          );
          expect(outcomeOf(scheme, { hygiene, structural, confidence })).toBe(`${row?.[0]}`);
          triples += 1;
        }
      }
    }
    expect(triples).toBe(180);
  });

  test("all sets of up to four infractions of DineSafe", () => {
    const scheme = schemeNamed("ca-toronto-dinesafe@2001");
    const kinds = ["m", "M", "s", "S", "c", "C"];
    const word = { m: "minor", s: "significant", c: "crucial" } as Record<string, string>;
    const sets = [""];
    for (let from = 0, size = 1; size <= 4; size += 1) {
      const to = sets.length;
      for (; from < to; from += 1) for (const kind of kinds) sets.push(`${sets[from]}${kind}`);
    }
    expect(sets).toHaveLength(1 + 6 + 36 + 216 + 1296);
    for (const set of sets) {
      // A capital is one that was corrected on site.
      const expected = set.includes("c")
        ? "Closed"
        : /[sSC]/.test(set)
          ? "Conditional Pass"
          : "Pass";
      const findings = [...set].map((letter) => ({
        severity: word[letter.toLowerCase()],
        corrected: letter === letter.toUpperCase(),
      }));
      expect(outcomeOf(scheme, { findings })).toBe(expected);
    }
  });

  test("all of Alameda: every score with up to three majors of each kind, minors and a hazard", () => {
    const scheme = schemeNamed("us-alameda@2012");
    const times = (count: number, finding: Finding) => Array.from({ length: count }, () => finding);
    for (let score = 0; score <= 100; score += 1) {
      for (let open = 0; open <= 3; open += 1) {
        for (let corrected = 0; corrected <= 3; corrected += 1) {
          for (const [minors, imminentHazard] of [
            [0, false],
            [2, false],
            [1, true],
          ] as const) {
            let expected = "green";
            if (score < 80 || open + corrected > 1) expected = "yellow";
            if (score < 75 || open > 0 || imminentHazard) expected = "red";
            const findings = [
              ...times(open, { severity: "major", corrected: false }),
              ...times(corrected, { severity: "major", corrected: true }),
              ...times(minors, { severity: "minor", corrected: false }),
            ];
            expect(outcomeOf(scheme, { score, findings, imminentHazard })).toBe(expected);
          }
        }
      }
    }
  });
});

describe("properties", () => {
  const withFindings = allSchemes().flatMap((scheme) =>
    Object.entries(scheme.inputs).flatMap(([name, input]) =>
      "findings" in input ? [{ scheme, name, severities: Object.keys(input.findings) }] : [],
    ),
  );
  const others: Record<string, unknown> = {
    score: 90,
    imminentHazard: false,
    happyReports: 5,
    monthsWithoutRemark: 20,
  };
  const rankOf = (scheme: Scheme, name: string, findings: readonly Finding[]) => {
    const given = Object.keys(scheme.inputs).map((input) => [input, others[input]]);
    const rated = rate({ ...Object.fromEntries(given), [name]: findings }, scheme);
    if (!rated.ok || !isColour(rated.standing)) throw new Error(JSON.stringify(rated));
    return COLOURS.indexOf(rated.standing);
  };

  test.each(withFindings)(
    "$scheme.id@$scheme.version: a finding more, a graver one or one left open never improves the colour; order never matters",
    ({ scheme, name, severities }) => {
      const finding = fc.record({
        severity: fc.constantFrom(...severities),
        corrected: fc.boolean(),
      });
      fc.assert(
        fc.property(findingsOf(severities), finding, fc.nat(), (findings, more, at) => {
          const rank = rankOf(scheme, name, findings);
          expect(rankOf(scheme, name, [...findings, more])).toBeGreaterThanOrEqual(rank);
          expect(rankOf(scheme, name, findings.toReversed())).toBe(rank);
          const chosen = findings[at % Math.max(findings.length, 1)];
          if (!chosen) return;
          const graver = severities[severities.indexOf(chosen.severity) + 1] ?? chosen.severity;
          for (const worse of [
            { ...chosen, severity: graver },
            { ...chosen, corrected: false },
          ]) {
            const changed = findings.map((one) => (one === chosen ? worse : one));
            expect(rankOf(scheme, name, changed)).toBeGreaterThanOrEqual(rank);
          }
        }),
      );
    },
  );

  const pairs = allSchemes().flatMap((scheme) =>
    allSchemes()
      .filter(({ domain }) => domain !== scheme.domain)
      .map((other) => ({ scheme, other })),
  );

  test("inputs of one domain never move an outcome of another: they are refused by name", () => {
    expect(pairs.length).toBeGreaterThan(100);
    for (const { scheme, other } of pairs) {
      for (const { inputs } of scheme.examples) {
        const own = rate(inputs, scheme);
        for (const [name, value] of Object.entries(other.examples[0]?.inputs ?? {})) {
          if (Object.hasOwn(scheme.inputs, name)) continue;
          expect(rate({ ...inputs, [name]: value }, scheme)).toMatchObject({
            ok: false,
            refused: [{ input: name, kind: "unknown" }],
          });
        }
        expect(rate(inputs, scheme)).toEqual(own);
      }
    }
  });
});

describe("reasons", () => {
  test("say what made the rule hold and what kept the next better one from holding", () => {
    const scheme = schemeNamed("uk-fhrs@2018-11");
    expect(rate({ hygiene: 10, structural: 5, confidence: 10 }, scheme)).toEqual({
      ok: true,
      outcome: "3",
      standing: "yellow",
      rule: "within-3",
      met: [
        { name: "total", test: "lte", limit: 30, value: 25 },
        { name: "worst", test: "lte", limit: 10, value: 10 },
      ],
      missed: {
        rule: "within-4",
        outcome: "4",
        tests: [{ name: "total", test: "lte", limit: 20, value: 25 }],
      },
    });
  });

  test("of the rule for all the rest are what the better ones missed", () => {
    const scheme = schemeNamed("us-sf-score@2005");
    expect(rate({ score: 70 }, scheme)).toMatchObject({
      rule: "up-to-70",
      met: [],
      missed: {
        outcome: "needs-improvement",
        tests: [{ name: "score", test: "gt", limit: 70, value: 70 }],
      },
    });
  });

  test("of a state without a colour are no comparison with red or yellow", () => {
    const tax = schemeNamed("placard-tax@1");
    const disputed = tax.examples.find((one) => "unrated" in one && one.unrated === "disputed");
    expect(rate(disputed?.inputs ?? {}, tax)).toMatchObject({ rule: "disputed", missed: null });
    const nyc = schemeNamed("us-nyc-grades@2010-07");
    expect(rate({ score: 20, inspection: "initial" }, nyc)).toMatchObject({
      standing: "pending",
      missed: { outcome: "A" },
    });
  });

  test("a list of findings is short, and each code in it is a text of its own", () => {
    const alameda = schemeNamed("us-alameda@2012");
    const major = (code: unknown) => ({ severity: "major", corrected: true, code });
    const reasonFor = (findings: unknown) => {
      const rated = rate({ score: 90, findings, imminentHazard: false }, alameda);
      return rated.ok ? null : rated.refused[0]?.reason;
    };
    expect(reasonFor([major({ toString: null })])).toBe("finding 1 must have a text for a code");
    expect(reasonFor([major("22"), major("22")])).toBe("finding 2 repeats the code 22");
    expect(reasonFor([major("22"), major("21")])).toBeNull();
    const many = Array.from({ length: 201 }, () => ({ severity: "minor", corrected: true }));
    expect(reasonFor(many)).toBe("must be a list of at most 200 findings");
  });

  test("read without a `not`", () => {
    const scheme = schemeNamed("cn-tax@2025");
    const [example] = scheme.examples.filter((one) => one.inputs.ground === "fraud");
    expect(rate(example?.inputs ?? {}, scheme)).toMatchObject({
      met: [{ name: "ground", test: "is-not", limit: "none", value: "fraud" }],
    });
  });
});

describe("what is wrong with inputs is said by name, and nothing is assumed", () => {
  const fhrs = schemeNamed("uk-fhrs@2018-11");
  const alameda = schemeNamed("us-alameda@2012");
  test.each([
    [fhrs, { hygiene: 5, structural: 5 }, "confidence", /is missing/],
    [fhrs, { hygiene: 5, structural: 5, confidence: 15 }, "confidence", /one of 0, 5, 10, 20, 30/],
    [fhrs, { hygiene: "5", structural: 5, confidence: 5 }, "hygiene", /one of/],
    [alameda, { score: 101, findings: [], imminentHazard: false }, "score", /from 0 to 100/],
    [alameda, { score: 90.5, findings: [], imminentHazard: false }, "score", /steps of 1/],
    [alameda, { score: Number.NaN, findings: [], imminentHazard: false }, "score", /number/],
    [alameda, { score: 90, findings: "none", imminentHazard: false }, "findings", /a list/],
    [alameda, { score: 90, findings: [null], imminentHazard: false }, "findings", /finding 1/],
    [
      alameda,
      { score: 90, findings: [{ severity: "grave", corrected: true }], imminentHazard: false },
      "findings",
      /severity of minor, major/,
    ],
    [
      alameda,
      { score: 90, findings: [{ severity: "major", corrected: 1 }], imminentHazard: false },
      "findings",
      /true or false/,
    ],
    [
      alameda,
      {
        score: 90,
        findings: [{ severity: "major", corrected: true, code: "99" }],
        imminentHazard: false,
      },
      "findings",
      /99/,
    ],
    [
      alameda,
      {
        score: 90,
        findings: [{ severity: "minor", corrected: true, code: "22" }],
        imminentHazard: false,
      },
      "findings",
      /22 is major/,
    ],
    [alameda, { score: 90, findings: [], imminentHazard: "no" }, "imminentHazard", /true or false/],
  ])("%# %j", (scheme, inputs, input, reason) => {
    const rated = rate(inputs, scheme as Scheme);
    expect(rated).toMatchObject({
      ok: false,
      refused: [{ input, reason: expect.stringMatching(reason) }],
    });
  });
});
