import fc from "fast-check";
import { expect, test } from "vitest";
import { boardSearch, OPEN_UNRATED, parseBoardQuery, SORTS } from "@/core/board-query";
import { CATEGORIES } from "@/core/category";
import { COLOURS, SITE_DOMAINS, UNRATED_STATES } from "@/core/standing";

const read = (text: string) => parseBoardQuery(new URLSearchParams(text));

test("an empty address asks for all food sites by name", () => {
  const { query, refused } = read("");
  expect(refused).toEqual([]);
  expect(query).toMatchObject({ q: "", domain: "food", standings: [], sort: "name", bounds: null });
});

test("checkboxes and comma lists read alike, and `unrated` stands for every grey state but ceased", () => {
  expect(read("colour=green&colour=red").query.standings).toEqual(["green", "red"]);
  expect(read("colour=green,red").query.standings).toEqual(["green", "red"]);
  expect(read("colour=unrated").query.standings).toEqual(OPEN_UNRATED);
  expect(OPEN_UNRATED).not.toContain("ceased");
});

test.each([
  ["colour=purple", "colour"],
  ["category=palace", "category"],
  ["domain=fish", "domain"],
  ["since=2020-02-31", "since"],
  ["near=91,0", "near"],
  ["near=,", "near"],
  ["near=NaN,1", "near"],
  ["bbox=1,2,3", "bbox"],
  ["bbox=0,50,1,40", "bbox"],
  ["z=99", "z"],
  ["z=1e1", "z"],
  ["authority=A%20B", "authority"],
  ["sort=price", "sort"],
  ["sort=distance", "sort"],
  [`q=${"x".repeat(201)}`, "q"],
])("%s is refused by name and left out", (text, parameter) => {
  const { query, refused } = read(text);
  expect(refused).toMatchObject([{ parameter, reason: expect.stringContaining(parameter) }]);
  expect(boardSearch(query).toString()).toBe("");
});

const degrees = (max: number) =>
  fc.integer({ min: -max * 1e5, max: max * 1e5 }).map((value) => value / 1e5);

test("a query written into an address reads back the same", () => {
  const anyQuery = fc
    .record({
      q: fc.string({ maxLength: 40 }).map((text) => text.trim()),
      domain: fc.constantFrom(...SITE_DOMAINS),
      standings: fc.uniqueArray(fc.constantFrom(...COLOURS, ...UNRATED_STATES)),
      categories: fc.uniqueArray(fc.constantFrom(...CATEGORIES), { maxLength: 3 }),
      authority: fc.option(fc.stringMatching(/^[a-z0-9-]{1,20}$/)),
      since: fc.constantFrom(null, "2019-12-31"),
      near: fc.option(fc.record({ lat: degrees(80), lon: degrees(179) })),
      bounds: fc.option(
        fc.record({
          west: degrees(179),
          east: degrees(179),
          south: degrees(10),
          north: degrees(10),
        }),
      ),
      zoom: fc.integer({ min: 0, max: 22 }),
      sort: fc.constantFrom(...SORTS),
    })
    .filter(({ bounds }) => !bounds || bounds.south <= bounds.north);
  fc.assert(
    fc.property(anyQuery, (asked) => {
      const { query } = parseBoardQuery(boardSearch(asked));
      expect(boardSearch(query).toString()).toBe(
        boardSearch(parseBoardQuery(boardSearch(query)).query).toString(),
      );
      expect(new Set(query.standings)).toEqual(new Set(asked.standings));
      expect(query).toMatchObject({
        q: asked.q,
        domain: asked.domain,
        near: asked.near,
        bounds: asked.bounds,
      });
    }),
  );
});
