import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatPublicId } from "@/core/public-id";
import { database } from "@/db/client";
import { openWeb } from "@/server/web/app";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { atomFaults, childrenOf, readXml, textOf } from "@/tests/web/atom";

const HOSTILE = `</title><script>alert("1")</script> & \u0001\u0008\u202emoc \u2067مقهى]]>`;
const LOCALES = ["en", "zh", "ar"] as const;

let drop: () => Promise<void>;
const ids = new Map<string, string>();

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  process.env.BASE_URL = "https://board.test";
  drop = created.drop;
  const licence = { licence: "OGL-3.0", licenceUrl: "https://licence.test/ogl?a=1&b=2" };
  const head = snapshot();
  const named = { ...head, source: { ...head.source, ...licence } };
  const many = Array.from({ length: 70 }, (_, i) => [
    site(`${i + 100}`, { name: `Blue Door ${i}` }),
    rating(`${i + 100}`, i % 2 ? "5" : "1", {
      ratedOn: `2020-01-${String((i % 28) + 1).padStart(2, "0")}`,
    }),
  ]).flat();
  const cafe = site("1", { name: "Kohvik Lepp" });
  const hostile = [site("2", { name: HOSTILE, locality: HOSTILE }), rating("2", HOSTILE)];
  await load(database(), "2020-02-01", [named, cafe, rating("1", "5"), ...hostile, ...many]);
  await load(database(), "2020-03-01", [
    named,
    cafe,
    rating("1", "1", { ratedOn: "2020-02-20" }),
    ...hostile,
    ...many,
  ]);
  await load(database(), "2020-04-01", [named, ...hostile, ...many]);
  await load(database(), "2020-05-01", [
    named,
    cafe,
    rating("1", "3", {
      ratedOn: "2020-04-20",
      inputs: { hygiene: 10, structural: 5, confidence: 10 },
    }),
    ...hostile,
    ...many,
  ]);
  const rows = await database()<{ publicId: string; name: string }[]>`
    select public_id, name from listings`;
  for (const { publicId, name } of rows) ids.set(name, publicId);
});

afterAll(async () => {
  await database().end();
  await drop();
});

const get = async (path: string) => openWeb.fetch(new Request(`https://board.test${path}`));
const idOf = (name: string) => formatPublicId(ids.get(name) ?? "");
async function feed(path: string) {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  return { response, document: readXml(await response.text()) };
}

describe.each(LOCALES)("in %s", (locale) => {
  test("every feed meets the requirements of RFC 4287", async () => {
    for (const path of [
      `sites/${idOf("Kohvik Lepp")}.atom`,
      `sites/${[...ids].find(([name]) => name.includes("script"))?.[1]}.atom`,
      "authorities/testham.atom",
      "search.atom",
      "search.atom?q=nothing-like-this",
    ]) {
      const { document } = await feed(`/feeds/${locale}/${path}`);
      expect(atomFaults(document), path).toEqual([]);
      expect(document.attributes["xml:lang"]).toBe(locale);
    }
  });
});

test("a site's feed has each rating as issued, and when it left the list and came back", async () => {
  const path = `/feeds/en/sites/${idOf("Kohvik Lepp")}.atom`;
  const { document, response } = await feed(path);
  const entries = childrenOf(document, "entry");
  expect(entries.map((entry) => textOf(entry, "title"))).toEqual([
    expect.stringContaining("Listed again"),
    expect.stringContaining("Food: 3 Generally satisfactory (yellow)"),
    expect.stringContaining("Closed down or no longer listed"),
    expect.stringContaining("Food: 1 Major improvement necessary (red)"),
    expect.stringContaining("Food: 5 Very good (green)"),
  ]);
  expect(textOf(entries[1], "content")).toContain("Inspected by Testham on 20 April 2020.");
  expect(textOf(entries[1], "content")).toContain(
    "For 4 Good it would have needed: Total of the scores at most 20; it is 25.",
  );
  expect(textOf(entries[3], "content")).not.toContain("it would have needed");
  expect(textOf(entries[1], "rights")).toBe("OGL-3.0");
  expect(textOf(document, "updated")).toBe(textOf(entries[0], "updated"));
  const links = childrenOf(document, "link").map(({ attributes }) => attributes);
  expect(links).toMatchObject([
    { rel: "self", href: `https://board.test${path}` },
    { rel: "alternate", href: expect.stringMatching(/^https:\/\/board\.test\/en\/sites\//) },
  ]);
  expect(response.headers.get("placard-footprint")).toBe(
    JSON.stringify({ sites: [ids.get("Kohvik Lepp")] }),
  );
});

test("ids stay the same when the board moves to another address, and differ by language", async () => {
  const path = `sites/${idOf("Kohvik Lepp")}.atom`;
  const idsOf = async (locale: string) =>
    childrenOf((await feed(`/feeds/${locale}/${path}`)).document, "entry").map((e) =>
      textOf(e, "id"),
    );
  const before = await idsOf("en");
  process.env.BASE_URL = "https://elsewhere.test";
  const after = await idsOf("en");
  process.env.BASE_URL = "https://board.test";
  expect(after).toEqual(before);
  expect(new Set([...before, ...(await idsOf("zh"))]).size).toBe(before.length * 2);
  for (const id of before)
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
});

test("hostile text stays text and turns nothing around it", async () => {
  const id = [...ids].find(([name]) => name.includes("script"))?.[1];
  const { document } = await feed(`/feeds/en/sites/${id}.atom`);
  const [entry] = childrenOf(document, "entry");
  const title = textOf(entry, "title");
  expect(title).toContain('</title><script>alert("1")</script> &');
  expect(title).not.toMatch(/[\p{Cc}\u202e\u2067]/u);
});

test("an authority's feed pages through all of its ratings once, the newest first", async () => {
  const seen: string[] = [];
  let address: string | undefined = "/feeds/en/authorities/testham.atom";
  let pages = 0;
  while (address) {
    const { document, response }: Awaited<ReturnType<typeof feed>> = await feed(address);
    const entries = childrenOf(document, "entry");
    expect(entries.length).toBeLessThanOrEqual(50);
    seen.push(...entries.map((entry) => textOf(entry, "id") ?? ""));
    const next = childrenOf(document, "link").find(({ attributes }) => attributes.rel === "next");
    address = next?.attributes.href?.replace("https://board.test", "");
    expect(response.headers.get("placard-footprint")).toBe('{"authority":"testham"}');
    pages += 1;
  }
  const [counted] = await database()<{ count: number }[]>`select count(*) from ratings`;
  expect(pages).toBe(2);
  expect(new Set(seen).size).toBe(counted?.count);
});

test("a search's feed holds what the search finds, the last inspected first", async () => {
  const { document } = await feed("/feeds/en/search.atom?q=blue+door&colour=green");
  const entries = childrenOf(document, "entry");
  expect(entries).toHaveLength(35);
  expect(textOf(entries[0], "content")).toContain("28 January 2020");
  expect(textOf(document, "title")).toBe("Newest results for “blue door”");
  for (const entry of entries) expect(textOf(entry, "title")).toContain("(green)");
  const everything = await feed("/feeds/en/search.atom");
  const next = childrenOf(everything.document, "link").find(
    (link) => link.attributes.rel === "next",
  );
  const rest = await feed(next?.attributes.href?.replace("https://board.test", "") ?? "");
  expect(childrenOf(rest.document, "entry")).toHaveLength(22);
});

test("a search that finds nothing is a feed without entries", async () => {
  const { document } = await feed("/feeds/zh/search.atom?q=zzzzqqq");
  expect(childrenOf(document, "entry")).toEqual([]);
});

test.each([
  ["search.atom?colour=purple", "colour"],
  ["search.atom?sort=name", "sort"],
  ["search.atom?limit=1", "limit"],
  ["authorities/testham.atom?before=x", "before"],
  ["authorities/testham.atom?after=1", "after"],
])(
  "/feeds/en/%s is refused with problem details that name the parameter",
  async (path, parameter) => {
    const response = await get(`/feeds/en/${path}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
  },
);

test.each([
  "/feeds/de/search.atom",
  "/feeds/toString/search.atom",
  "/feeds/en/sites/7K3M-9QX2-VD.atom",
  "/feeds/en/sites/%00.atom",
  "/feeds/en/authorities/nowhere.atom",
  "/feeds/en/authorities/%00.atom",
  "/feeds/en",
])("there is no %s", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});
