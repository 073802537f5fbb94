import { expect, test } from "vitest";
import { schemeKey, standingOf } from "@/core/scheme";
import { allSchemes, schemeNamed } from "@/tests/support/schemes";

test("every scheme has worked examples of each outcome and each unrated state", () => {
  for (const scheme of allSchemes()) {
    const { rules, examples } = scheme;
    const shown = examples.map((one) => ("outcome" in one ? one.outcome : one.unrated));
    const given = rules.map((rule) => ("outcome" in rule ? rule.outcome : rule.unrated));
    expect(new Set(shown), schemeKey(scheme)).toEqual(new Set(given));
    const isSmall = schemeKey(scheme) === "uk-fhis@2006";
    expect(examples.length, schemeKey(scheme)).toBeGreaterThanOrEqual(isSmall ? 4 : 10);
  }
});

test("what is rated by rules and what a source may publish are the same outcomes", () => {
  for (const { rules, outcomes } of allSchemes()) {
    const given = rules.flatMap((rule) => ("outcome" in rule ? [rule.outcome] : []));
    expect(new Set(given)).toEqual(new Set(Object.keys(outcomes)));
  }
});

test("ranks and colours of outcomes go the same way", () => {
  const place = { green: 0, yellow: 1, red: 2 };
  for (const { outcomes } of allSchemes()) {
    const ranked = Object.values(outcomes).toSorted((a, b) => a.rank - b.rank);
    expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, at) => at + 1));
    const places = ranked.map(({ colour }) => place[colour]);
    expect(places).toEqual(places.toSorted());
  }
});

test("a published word is mapped, known to say nothing, or left unmapped", () => {
  const chicago = schemeNamed("us-chicago@2018-07");
  expect(standingOf(chicago, "Fail")).toEqual({ outcome: "Fail", standing: "red" });
  expect(standingOf(chicago, "Out of Business")).toEqual({ outcome: null, standing: "ceased" });
  expect(standingOf(chicago, "No Entry")).toBe("no-result");
  expect(standingOf(chicago, "toString")).toBe("unmapped");
});
