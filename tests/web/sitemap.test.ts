import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { openWeb } from "@/server/web/app";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { type Element, readXml } from "@/tests/web/atom";

const SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}";
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  process.env.BASE_URL = "https://board.test";
  drop = created.drop;
  const rows = ["1", "2", "3"].flatMap((key) => [
    site(key, { name: `茶馆 ${key}` }),
    rating(key, "5"),
  ]);
  await load(database(), "2020-02-01", [
    snapshot(),
    ...rows,
    site("4", { closedOn: "2020-01-20" }),
  ]);
});

afterAll(async () => {
  await database().end();
  await drop();
});

const get = async (path: string) => openWeb.fetch(new Request(`https://board.test${path}`));
async function read(path: string) {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  return readXml(await response.text());
}
const locOf = (element: Element) =>
  element.children.find(({ name }) => name === `${SITEMAP}loc`)?.text ?? "";

test("the index leads to every open site in every language, and to no other", async () => {
  const index = await read("/sitemap.xml");
  const parts = index.children.map((child) => new URL(locOf(child)).pathname);
  expect(parts).toEqual(["/sitemaps/pages.xml", "/sitemaps/sites-0.xml"]);
  const part = await read("/sitemaps/sites-0.xml");
  expect(part.children).toHaveLength(9);
  for (const url of part.children) {
    const alternates = url.children.filter(({ attributes }) => attributes.rel === "alternate");
    expect(alternates.map(({ attributes }) => attributes.hreflang)).toEqual(["en", "zh", "ar"]);
    // Each page is among its own alternates, or crawlers ignore them all.
    expect(alternates.map(({ attributes }) => attributes.href)).toContain(locOf(url));
    expect(locOf(url)).toBe(new URL(locOf(url)).href);
  }
  const pages = await read("/sitemaps/pages.xml");
  expect(pages.children.map(locOf)).toContain("https://board.test/ar/authorities/testham");
});

test("a page is said to have changed when its newest rating was published here", async () => {
  const [row] = await database()<{ at: Date }[]>`select max(recorded_at) as at from ratings`;
  const part = await read("/sitemaps/sites-0.xml");
  const changed = part.children.map(
    ({ children }) => children.find(({ name }) => name === `${SITEMAP}lastmod`)?.text,
  );
  expect(changed).toContain(row?.at.toISOString());
});

test("beyond ten million sites the index names the parts that hold some, and no empty one", async () => {
  await database()`alter table sites alter column id restart with 12000000`;
  const far = [site("1"), rating("1", "5")];
  await load(database(), "2020-02-01", [snapshot({ town: "Farham" }), ...far]);
  const index = await read("/sitemap.xml");
  const parts = index.children.map((child) => new URL(locOf(child)).pathname);
  expect(parts).toEqual([
    "/sitemaps/pages.xml",
    "/sitemaps/sites-0.xml",
    "/sitemaps/sites-3000.xml",
  ]);
  expect((await read("/sitemaps/sites-3000.xml")).children).toHaveLength(3);
  expect((await get("/sitemaps/sites-2999.xml")).status).toBe(404);
});

test.each([
  "/sitemaps/sites-1.xml",
  "/sitemaps/sites-01.xml",
  "/sitemaps/sites--1.xml",
  "/sitemaps/sites-99999999999.xml",
])("there is no part %s", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("crawlers are led to the sitemap and past the board's endless filters", async () => {
  const lines = (await (await get("/robots.txt")).text()).split("\n");
  expect(lines).toContain("Sitemap: https://board.test/sitemap.xml");
  expect(lines).toContain("Allow: /");
  for (const locale of ["en", "zh", "ar"]) expect(lines).toContain(`Disallow: /${locale}?`);
});
