import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rate } from "@/core/rate";
import { type Inputs, type Scheme, schemeKey } from "@/core/scheme";
import { valuesToTry } from "@/core/scheme-space";
import { visit } from "@/tests/e2e/browser";
import { allSchemes } from "@/tests/support/schemes";

const VISITS = 10_000;
const SEED = 20_261_126;

/** Inputs of any of the schemes, some of them impossible. */
function randomVisits(schemes: readonly Scheme[]): { scheme: number; inputs: Inputs }[] {
  const ofScheme = schemes.map((scheme, at) => {
    const fields = [...valuesToTry(scheme)].map(
      ([name, values]) => [name, fc.constantFrom(...values, "nonsense")] as const,
    );
    return fc.record({
      scheme: fc.constant(at),
      inputs: fc.record(Object.fromEntries(fields)) as fc.Arbitrary<Inputs>,
    });
  });
  return fc.sample(fc.oneof(...ofScheme), { seed: SEED, numRuns: VISITS });
}

test("the engine gives the same bytes in Node and in the browser for 10,000 visits", async () => {
  const schemes = allSchemes();
  const visits = randomVisits(schemes);
  const bundle = await build({
    entryPoints: ["core/rate.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "engine",
    tsconfig: "tsconfig.json",
  });
  const page = await visit("/en/data");
  await page.evaluate(`${bundle.outputFiles[0]?.text}; globalThis.engine = engine;`);
  const given = JSON.stringify({ schemes, visits });
  const inBrowser = await page.evaluate((text) => {
    const { engine } = globalThis as unknown as { engine: { rate: typeof rate } };
    const { schemes, visits } = JSON.parse(text) as {
      schemes: Scheme[];
      visits: { scheme: number; inputs: Inputs }[];
    };
    return visits.map(({ scheme, inputs }) =>
      JSON.stringify(engine.rate(inputs, schemes[scheme] as Scheme)),
    );
  }, given);
  const again = JSON.parse(given) as { schemes: Scheme[]; visits: typeof visits };
  const inNode = again.visits.map(({ scheme, inputs }) =>
    JSON.stringify(rate(inputs, again.schemes[scheme] as Scheme)),
  );
  expect(inBrowser).toHaveLength(VISITS);
  expect(inBrowser).toEqual(inNode);
  const rated = visits.filter((_, at) => inNode[at]?.startsWith('{"ok":true'));
  // Enough of them are possible, of every scheme.
  expect(new Set(rated.map(({ scheme }) => schemeKey(schemes[scheme] as Scheme))).size).toBe(
    schemes.length,
  );
  await page.context().close();
});
