import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlueDoors, openBlueDoors } from "@/tests/api/blue-doors";
import { ask } from "@/tests/api/documented";

let town: BlueDoors;

beforeAll(async () => {
  town = await openBlueDoors();
});
afterAll(() => town.close());

const sites = (query: string) => ask(`/api/v1/sites?${query}`);

test("the list answers items, total, counts per colour, day and the way on", async () => {
  const response = await sites("q=blue&colour=green&limit=10");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const body = await response.json();
  expect(body).toMatchObject({
    total: 30,
    counts: { green: 30, red: 15 },
    asOf: "2020-03-01",
    licence: [{ name: "CC0-1.0", url: null }],
  });
  expect(body.items).toHaveLength(10);
  expect(body.items[0]).toMatchObject({
    name: "Blue Door 1",
    ratings: [
      {
        domain: "food",
        outcome: "5",
        colour: "green",
        word: "Very good",
        ratedOn: "2015-01-15",
        staleOn: "2018-01-16",
        stale: true,
        scheme: "uk-fhrs",
        version: "2018-11",
        schemeUrl: "http://board.test/api/v1/schemes/uk-fhrs/2018-11",
      },
    ],
  });
  const link = /<http:\/\/board\.test(.*)>; rel="next"/.exec(response.headers.get("link") ?? "");
  const next = await (await ask(link?.[1] ?? "")).json();
  expect(next.items[0].name).not.toBe(body.items[0].name);
});

test.each(["sort=name", "sort=date", "near=51.52,-0.1", "q=door", "q=door&sort=date"])(
  "the pages of %s hold every site once",
  async (query) => {
    const { total } = await (await sites(`${query}&limit=1`)).json();
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await (await sites(`${query}&limit=7&cursor=${cursor}`)).json();
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.next ?? "";
    } while (cursor);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  },
);

describe("refused with problem details that name the parameter", () => {
  const cursor = (place: unknown[]) => Buffer.from(JSON.stringify(place)).toString("base64url");
  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=1.5", "limit"],
    ["limit=NaN", "limit"],
    ["colour=purple", "colour"],
    ["category=palace", "category"],
    ["domain=fish", "domain"],
    ["sort=price", "sort"],
    ["sort=distance", "sort"],
    ["since=0000-01-01", "since"],
    ["near=91,0", "near"],
    ["bbox=0,50,1,40", "bbox"],
    ["z=99", "z"],
    ["colour=green&secret=1", "secret"],
    ["__proto__=1", "__proto__"],
    ["q=a&q=b", "q"],
    ["limit=1&limit=2", "limit"],
    [`q=${"x".repeat(201)}`, "q"],
    ["cursor=%%%", "cursor"],
    ["cursor=W10", "cursor"],
    [`cursor=${cursor(["a\u0000", 1])}`, "cursor"],
    [`sort=date&cursor=${cursor(["abc", "2020-01-01", 1])}`, "cursor"],
    ["%00", "\u0000"],
  ])("sites?%s", async (query, parameter) => {
    const response = await sites(query);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "http://board.test/api/docs#invalid-parameters",
      status: 400,
      errors: [{ parameter }],
    });
  });

  test("a cursor of another order or of other words", async () => {
    const { next } = await (await sites("q=door&limit=5")).json();
    for (const query of ["q=door&sort=date", "q=blue", "q=door&near=51.5,0", "q=door&colour=red"]) {
      const response = await sites(`${query}&cursor=${next}`);
      expect(await response.json()).toMatchObject({ errors: [{ parameter: "cursor" }] });
    }
    expect((await sites(`q=door&limit=50&cursor=${next}`)).status).toBe(200);
  });
});

test("lists repeat, everything else is given once, and nothing given is nothing asked", async () => {
  const both = await (await sites("colour=green&colour=red&limit=1")).json();
  expect(both.total).toBe((await (await sites("colour=green,red&limit=1")).json()).total);
  expect((await sites("q=&colour=&sort=&cursor=")).status).toBe(200);
});

test("counts per colour do not depend on the colours asked for", async () => {
  const all = await (await sites("limit=1")).json();
  for (const colour of ["never", "red", "unpublished", "unrated"]) {
    expect((await (await sites(`limit=1&colour=${colour}`)).json()).counts).toEqual(all.counts);
  }
});

test.each(["q=%F0%9F%8D%95%00%27%3B--", "q='%7C%26!()%3A*", "q=%F0%9F", "q=%ff%fe"])(
  "sites?%s never breaks the answer",
  async (query) => {
    expect((await sites(query)).status).toBe(200);
  },
);

test("the address of a shop that is not here finds no other by its words", async () => {
  const found = async (q: string) =>
    (await (await ask(`/api/v1/sites?q=${encodeURIComponent(q)}`)).json()).total;
  expect(await found("bluu")).toBeGreaterThan(0);
  expect(await found("https://elsewhere.example/bluu")).toBe(0);
});
