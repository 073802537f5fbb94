import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as getIssues } from "@/app/data/imports/[run]/issues.csv/route";
import { database } from "@/db/client";
import { registerSchemes } from "@/db/commands/register-schemes";
import { api } from "@/server/api/app";
import { type BlueDoors, openBlueDoors } from "@/tests/api/blue-doors";
import { ask } from "@/tests/api/documented";

let town: BlueDoors;

beforeAll(async () => {
  town = await openBlueDoors();
});
afterAll(() => town.close());

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
    params: Promise.resolve({ run: town.runId }),
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
