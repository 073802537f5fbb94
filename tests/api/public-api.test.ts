import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as getMap } from "@/app/api/v1/map/[domain]/[z]/[x]/[y]/route";
import { GET as getSites } from "@/app/api/v1/sites/route";
import { GET as getSuggestions } from "@/app/api/v1/suggest/route";
import { GET as getIssues } from "@/app/data/imports/[run]/issues.csv/route";
import { GET as getHealth } from "@/app/healthz/route";
import { database } from "@/db/client";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let drop: () => Promise<void>;
let runId: string;

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  const result = await load(database(), "2020-02-01", [
    snapshot(),
    ...Array.from({ length: 45 }, (_, i) => [
      site(String(i), {
        name: `Blue Door ${i}`,
        formerNames: i === 7 ? [{ name: "Green Gate", until: "2019-01-01" }] : [],
      }),
      rating(String(i), i % 3 === 0 ? "1" : "5"),
    ]).flat(),
    site("99", { name: `=cmd()" , "Oddity"` }),
    rating("99", '=HYPERLINK("x")'),
  ]);
  runId = result.runId;
});

afterAll(async () => {
  await database().end();
  await drop();
});

const sites = (query: string) => getSites(new Request(`http://board.test/api/v1/sites?${query}`));
const tile = (path: string, query = "") => {
  const [domain = "", z = "", x = "", y = ""] = path.split("/");
  return getMap(new Request(`http://board.test/api/v1/map/${path}?${query}`), {
    params: Promise.resolve({ domain, z, x, y }),
  });
};

test("the list answers items, total, counts per colour, day and the way on", async () => {
  const response = await sites("q=blue&colour=green&limit=10");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const body = await response.json();
  expect(body).toMatchObject({ total: 30, counts: { green: 30, red: 15 }, asOf: "2020-02-01" });
  expect(body.items).toHaveLength(10);
  expect(body.items[0]).toMatchObject({
    name: "Blue Door 1",
    ratings: [
      {
        domain: "food",
        outcome: "5",
        colour: "green",
        word: "Very good",
        ratedOn: "2020-01-15",
        scheme: "uk-fhrs",
        version: "2018-11",
      },
    ],
  });
  const next = await (await sites(`q=blue&colour=green&limit=10&cursor=${body.next}`)).json();
  expect(next.items[0].name).not.toBe(body.items[0].name);
});

test.each([
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=1.5", "limit"],
  ["colour=purple", "colour"],
  ["sort=price", "sort"],
  ["since=0000-01-01", "since"],
  ["colour=green&secret=1", "secret"],
])("sites?%s is refused with problem details that name the parameter", async (query, parameter) => {
  const response = await sites(query);
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
});

const cursor = (place: unknown[]) => Buffer.from(JSON.stringify(place)).toString("base64url");

test.each([
  `sort=date&cursor=${cursor(["abc", 1])}`,
  `near=51,0&cursor=${cursor(["abc", 1])}`,
  `cursor=${cursor(["a\u0000", 1])}`,
  `cursor=${cursor([null, null])}`,
])("sites?%s: a cursor of another sort begins at the beginning", async (query) => {
  expect((await sites(query)).status).toBe(200);
});

test("counts per colour do not depend on the colours asked for", async () => {
  const all = await (await sites("limit=1")).json();
  for (const colour of ["never", "red", "unpublished", "unrated"]) {
    expect((await (await sites(`limit=1&colour=${colour}`)).json()).counts).toEqual(all.counts);
  }
});

test.each(["%00", "cursor=%%%", "cursor=W10", "q=%F0%9F%8D%95%00%27%3B--", "q='%7C%26!()%3A*"])(
  "sites?%s never breaks the answer",
  async (query) => {
    expect((await sites(query)).status).toBeLessThan(500);
  },
);

test("a map tile gives the sites where they are few and clusters where they are many", async () => {
  const world = await (await tile("food/0/0/0")).json();
  expect(world.marks).toHaveLength(1);
  expect(world.marks[0]).toMatchObject({
    kind: "cluster",
    counts: { green: 30, red: 15, unrated: 1 },
  });
  const few = await (await tile("food/0/0/0", "q=door+4&colour=green")).json();
  expect(few.marks.every((mark: { kind: string }) => mark.kind === "site")).toBe(true);
});

test.each(["tax/0/0/0", "food/3/8/0", "food/23/0/0", "food/-1/0/0", "food/1.5/0/0", "food/x/0/0"])(
  "there is no tile %s",
  async (path) => {
    expect((await tile(path)).status).toBe(404);
  },
);

test("suggestions know a former name and say so", async () => {
  const ask = async (q: string) =>
    (await getSuggestions(new Request(`http://board.test/api/v1/suggest?q=${q}`))).json();
  expect((await ask("green ga")).items).toMatchObject([
    { name: "Blue Door 7", formerName: "Green Gate", standing: "green" },
  ]);
  expect(await ask("")).toEqual({ items: [], corrected: [] });
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

test("health says that the process answers", async () => {
  expect(await getHealth().json()).toEqual({ ok: true });
});
