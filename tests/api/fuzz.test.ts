import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { ask, readDocument } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  await load(database(), "2020-02-01", [
    snapshot(),
    ...Array.from({ length: 30 }, (_, i) => [site(`${i}`), rating(`${i}`, "5")]).flat(),
  ]);
});

afterAll(async () => {
  await database().end();
  await drop();
});

const NASTY = [
  "",
  "\0",
  "'; drop table listings; --",
  "<script>alert(1)</script>",
  "NaN",
  "-1",
  "1e309",
  "99999999999999999999",
  "-180,-85,180,85",
  "180,0,-180,0",
  "0,0",
  "90,180",
  "%",
  "\\",
  "' & | ! ( ) : *",
  "🍕\ud800",
  "مطعم",
  "饭",
  "food",
  "green,red",
  "date",
  "distance",
  "W10",
  "__proto__",
  "x".repeat(3000),
];

test("whatever is asked, the answer is a documented one", async () => {
  const { paths } = await readDocument();
  const names = [...new Set(Object.values(paths).flatMap(({ get }) => get?.parameters ?? []))].map(
    ({ name }) => name,
  );
  const value = fc.oneof(fc.constantFrom(...NASTY), fc.string(), fc.string({ unit: "binary" }));
  const parts = fc.array(value, { minLength: 4, maxLength: 4 });
  const query = fc.array(
    fc.tuple(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, fc.string()), value),
    { maxLength: 4 },
  );
  const address = fc
    .tuple(fc.constantFrom(...Object.keys(paths).filter((path) => paths[path]?.get)), parts, query)
    .map(([path, values, search]) => {
      let place = 0;
      const filled = path.replaceAll(/\{.+?\}/g, () => {
        const part = values[place++] || "0";
        // Dots alone would be resolved before anyone is asked.
        return encodeURIComponent(part.toWellFormed()).replace(/^\.+$/, "0");
      });
      // Nobody waits here.
      const asked = search.filter(([name]) => name !== "wait");
      return `${filled}?${new URLSearchParams(asked)}`;
    });
  await fc.assert(
    fc.asyncProperty(address, async (path) => {
      expect((await ask(path)).status).toBeLessThan(500);
    }),
    { numRuns: 800 },
  );
});

test("whatever body is sent to be rated, the answer is a documented one", async () => {
  const inputs = fc.dictionary(
    fc.oneof(fc.constantFrom("hygiene", "structural", "confidence", "findings"), fc.string()),
    fc.oneof(fc.constantFrom(0, 5, 10), fc.jsonValue()),
  );
  const body = fc.oneof(
    fc.record({ inputs }).map((one) => JSON.stringify(one)),
    fc.json(),
    fc.string(),
  );
  const scheme = fc.constantFrom("uk-fhrs/2018-11", "us-alameda/2012", "cn-tax/2025", "x/y");
  await fc.assert(
    fc.asyncProperty(scheme, body, async (scheme, body) => {
      const headers = { "content-type": "application/json" };
      const response = await ask(`/api/v1/schemes/${scheme}/rate`, {
        method: "POST",
        headers,
        body,
      });
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});
