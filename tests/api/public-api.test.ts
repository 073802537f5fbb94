import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as getIssues } from "@/app/data/imports/[run]/issues.csv/route";
import { formatPublicId } from "@/core/public-id";
import { database } from "@/db/client";
import { registerSchemes } from "@/db/commands/register-schemes";
import { api } from "@/server/api/app";
import { ask } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";

let drop: () => Promise<void>;
let runId: string;
/** Public id of the site with a key. */
const ids = new Map<string, string>();

const OPERATOR = { scheme: "ee-regcode", level: "entity", number: "10421629" } as const;

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  const blueDoors = Array.from({ length: 45 }, (_, i) => [
    site(String(i), {
      name: `Blue Door ${i}`,
      position: { lat: 51.5 + i / 1000, lon: -0.1 },
      operator: i < 25 ? OPERATOR : null,
      formerNames: i === 7 ? [{ name: "Green Gate", until: "2019-01-01" }] : [],
    }),
    rating(String(i), i % 3 === 0 ? "1" : "5", {
      ratedOn: i === 0 ? "2020-01-31" : "2015-01-15",
      inputs: i === 0 ? { hygiene: 5, structural: 20, confidence: 5 } : {},
    }),
  ]).flat();
  const town = [
    snapshot(),
    ...blueDoors,
    site("99", { name: `=cmd()" , "Oddity"` }),
    rating("99", '=HYPERLINK("x")'),
  ];
  runId = (await load(database(), "2020-02-01", town)).runId;
  await load(database(), "2020-03-01", [
    ...town,
    visit("3", "3-1", "2020-02-20"),
    finding("3", "3-1", "Flies in the kitchen"),
    rating("3", "0", { visitKey: "3-1", ratedOn: "2020-02-20" }),
  ]);
  const rows = await database()<{ sourceKey: string; publicId: string }[]>`
    select source_key, public_id from site_sources join sites on sites.id = site_id`;
  for (const { sourceKey, publicId } of rows) ids.set(sourceKey, publicId);
});

afterAll(async () => {
  await database().end();
  await drop();
});

const sites = (query: string) => ask(`/api/v1/sites?${query}`);
const idOf = (key: string) => formatPublicId(ids.get(key) ?? "");

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

test("a site answers to its id in any spelling, with where it all comes from", async () => {
  const id = idOf("0");
  const body = await (await ask(`/api/v1/sites/${id}`)).json();
  expect(body).toMatchObject({
    id,
    name: "Blue Door 0",
    state: "open",
    authority: { slug: "testham", country: "GB" },
    ratings: [{ outcome: "1", colour: "red", ratedOn: "2020-01-31", staleOn: "2023-02-01" }],
    operator: { scheme: "ee-regcode", number: "10421629" },
    source: { name: "Ratings of Testham" },
    asOf: "2020-03-01",
  });
  for (const spelling of [id.toLowerCase(), id.replaceAll("-", "")]) {
    expect(await (await ask(`/api/v1/sites/${spelling}`)).json()).toEqual(body);
  }
});

test("an id that was never given and one with a typing error are told apart", async () => {
  const unknown = await ask("/api/v1/sites/0000-0000-00");
  expect(unknown.status).toBe(404);
  expect((await unknown.json()).errors).toEqual([]);
  const mistyped = await ask("/api/v1/sites/0000-0000-01");
  expect(mistyped.status).toBe(404);
  expect(await mistyped.json()).toMatchObject({ errors: [{ parameter: "id" }] });
  expect((await ask(`/api/v1/sites/${idOf("0")}?fields=all`)).status).toBe(400);
});

test("the history gives every rating as issued, with what took its place", async () => {
  const history = await (await ask(`/api/v1/sites/${idOf("3")}/history`)).json();
  const [now, before] = history.ratings;
  expect(now).toMatchObject({
    outcome: "0",
    ratedOn: "2020-02-20",
    supersededBy: null,
    visit: history.visits[0].id,
  });
  expect(before).toMatchObject({ outcome: "1", sourceAsOf: "2020-02-01", supersededBy: now.id });
  expect(history.visits[0].findings).toMatchObject([{ text: "Flies in the kitchen" }]);
  const first = await (await ask(`/api/v1/sites/${idOf("0")}/history`)).json();
  expect(first.ratings[0]).toMatchObject({ inputs: { hygiene: 5, structural: 20, confidence: 5 } });
  const renamed = await (await ask(`/api/v1/sites/${idOf("7")}/history`)).json();
  expect(renamed.names).toMatchObject([
    { name: "Blue Door 7", until: null },
    { name: "Green Gate", until: "2019-01-01" },
  ]);
});

test("a merged site leads to its successor, its history too", async () => {
  const db = database();
  await db`
    insert into sites (public_id, kind, category, state, merged_into)
    select '0000000000', 'fixed', 'other', 'merged', id from sites
    where public_id = ${ids.get("1") ?? ""}`;
  for (const tail of ["", "/history"]) {
    const response = await ask(`/api/v1/sites/0000-0000-00${tail}`);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(`/api/v1/sites/${idOf("1")}${tail}`);
  }
});

test("an entity's sites stand side by side by domain, a page at a time", async () => {
  const first = await (await ask("/api/v1/entities/ee-regcode/1042-1629")).json();
  expect(first).toMatchObject({
    number: "10421629",
    total: 25,
    domains: [{ domain: "food", counts: { green: 16, yellow: 0, red: 9, unrated: 0 } }],
  });
  const rest = await ask(`/api/v1/entities/ee-regcode/10421629?cursor=${first.next}`);
  const { items, next } = await rest.json();
  const names = [...first.items, ...items].map((item) => item.id);
  expect([new Set(names).size, next]).toEqual([25, null]);
  for (const [path, status] of [
    ["ee-regcode/10421628", 404],
    ["no-orgnr/974760673", 404],
    ["vat/1", 404],
    ["ee-regcode/10421629?cursor=x", 400],
  ]) {
    expect((await ask(`/api/v1/entities/${path}`)).status).toBe(status);
  }
});

test("a map tile gives the sites where they are few and clusters where they are many", async () => {
  const response = await ask("/api/v1/map/food/0/0/0");
  expect(JSON.parse(response.headers.get("placard-footprint") ?? "")).toEqual({
    tile: [0, 2 ** 48 - 1],
  });
  const world = await response.json();
  expect(world.marks).toHaveLength(1);
  expect(world.marks[0]).toMatchObject({
    kind: "cluster",
    counts: { green: 30, red: 15, unrated: 1 },
  });
  const few = await (await ask("/api/v1/map/food/0/0/0?q=door+4&colour=green")).json();
  expect(few.marks.every((mark: { kind: string }) => mark.kind === "site")).toBe(true);
  expect((await ask("/api/v1/map/food/0/0/0?near=1,1")).status).toBe(400);
});

test.each([
  ["fish/0/0/0", "domain"],
  ["food/3/8/0", "x"],
  ["food/3/0/8", "y"],
  ["food/23/0/0", "z"],
  ["food/-1/0/0", "z"],
  ["food/1.5/0/0", "z"],
  ["food/x/0/0", "z"],
])("there is no tile %s", async (path, parameter) => {
  const response = await ask(`/api/v1/map/${path}`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ errors: [{ parameter }] });
});

test("suggestions know a former name and say so", async () => {
  const suggest = async (query: string) => (await ask(`/api/v1/suggest?${query}`)).json();
  expect((await suggest("q=green ga")).items).toMatchObject([
    { name: "Blue Door 7", formerName: "Green Gate", standing: "green" },
  ]);
  expect(await suggest("q=")).toMatchObject({ items: [], businesses: [], corrected: [] });
  const near = await suggest("q=blue&near=51.54,-0.1");
  expect(near.items[0].name).toBe("Blue Door 40");
});

test("the address of a shop that is not here finds no other by its words", async () => {
  const found = async (q: string) =>
    (await (await ask(`/api/v1/sites?q=${encodeURIComponent(q)}`)).json()).total;
  expect(await found("bluu")).toBeGreaterThan(0);
  expect(await found("https://elsewhere.example/bluu")).toBe(0);
});

test("authorities and schemes are listed and explained", async () => {
  await registerSchemes(database());
  const authorities = await (await ask("/api/v1/authorities")).json();
  expect(authorities).toMatchObject({ total: 1, items: [{ slug: "testham", sites: 46 }] });
  const authority = await (await ask("/api/v1/authorities/testham")).json();
  expect(authority).toMatchObject({ domains: [{ domain: "food", schemes: ["uk-fhrs@2018-11"] }] });
  expect((await ask("/api/v1/authorities/nowhere")).status).toBe(404);
  const { items } = await (await ask("/api/v1/schemes")).json();
  const listed = items.find((item: { id: string }) => item.id === "uk-fhrs");
  const { pathname } = new URL(listed.url);
  const scheme = await (await ask(pathname)).json();
  expect(scheme).toMatchObject({
    hash: listed.hash,
    validity: [{ authority: "testham", until: null }],
    document: { staleAfterMonths: 36 },
  });
  for (const { url } of items) expect((await ask(new URL(url).pathname)).status).toBe(200);
  expect((await ask("/api/v1/schemes/uk-fhrs/1")).status).toBe(404);
});

test("unknown paths and other methods are refused as such, and any page may ask", async () => {
  const fetch = (path: string, method: string, headers = {}) =>
    api.fetch(new Request(`http://board.test${path}`, { method, headers }));
  for (const path of ["/api/v1", "/api/v2/sites", "/api/v1/sites/"]) {
    const response = await fetch(path, "GET");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ status: 404, title: "There is nothing here" });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  }
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    const response = await fetch("/api/v1/sites", method);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  }
  const head = await fetch("/api/v1/sites?limit=1", "HEAD");
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const preflight = await fetch("/api/v1/sites", "OPTIONS", {
    origin: "https://elsewhere.test",
    "access-control-request-method": "GET",
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
});

test("an import's issues come as CSV that no spreadsheet runs", async () => {
  const response = await getIssues(new Request("http://board.test"), {
    params: Promise.resolve({ run: runId }),
  });
  const lines = (await response.text()).split("\r\n");
  expect(lines[0]).toBe("file,line,key,field,value,problem,action");
  expect(lines[1]).toBe(
    `test-2020-02-01,99,99,published,"'=HYPERLINK(""x"")",word-that-no-scheme-maps,noted`,
  );
  const unknown = await getIssues(new Request("http://board.test"), {
    params: Promise.resolve({ run: "x" }),
  });
  expect(unknown.status).toBe(404);
});

test("a site says why it is rated so and what would make it better, where its source tells", async () => {
  const told = (await (await ask(`/api/v1/sites/${idOf("0")}`)).json()) as { reasons: unknown[] };
  expect(told.reasons).toMatchObject([
    {
      domain: "food",
      inputs: { hygiene: 5, structural: 20, confidence: 5 },
      rule: "within-1",
      met: [
        { name: "total", value: 30 },
        { name: "worst", value: 20 },
      ],
      missed: { outcome: "2", tests: [{ name: "worst", test: "lte", limit: 15, value: 20 }] },
      next: { colour: "green", ways: [{ changes: [{ input: "structural", from: 20, to: 10 }] }] },
      best: null,
    },
  ]);
  const untold = (await (await ask(`/api/v1/sites/${idOf("1")}`)).json()) as { reasons: unknown[] };
  expect(untold.reasons).toEqual([]);
});
