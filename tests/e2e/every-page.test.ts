import { beforeAll, expect, inject, test } from "vitest";
import { visit } from "@/tests/e2e/browser";
import { examinePages } from "@/tests/e2e/examine-pages";

const paths = new Map<string, string>();

beforeAll(async () => {
  const api = async (query: string) => {
    const response = await fetch(`${inject("siteUrl")}/api/v1/sites?${query}`);
    return (await response.json()) as { items: { id: string; slug: string }[] };
  };
  const site = async (query: string) => {
    const [item] = (await api(`${query}&limit=1`)).items;
    if (!item) throw new Error(`No site for ${query}`);
    return `/sites/${item.id}/${encodeURIComponent(item.slug)}`;
  };
  paths.set("board", "");
  paths.set(
    "board with filters",
    "?q=a&colour=green,unrated&category=restaurant&sort=date&bbox=24,59,25,60&z=10",
  );
  paths.set("board, nothing found", "?q=qqqqqqqqqq");
  paths.set("board, parameters not understood", "?colour=purple&z=x");
  paths.set("green site", await site("colour=green"));
  paths.set("red site", await site("colour=red"));
  paths.set("never inspected site", await site("colour=never"));
  paths.set("ceased site", await site("colour=ceased"));
  paths.set("goods seller", await site("domain=goods"));
  paths.set("hostile site", await site("authority=hostileton&q=script"));
  paths.set("authority", "/authorities/hostileton");
  paths.set("data", "/data");
  paths.set("schemes", "/schemes");
  paths.set("scheme, tried", "/schemes/uk-fhrs/2018-11?hygiene=10&structural=5&confidence=10");
  paths.set("scheme with a checklist", "/schemes/us-alameda/2012?score=90&findings.major.open=2");
  paths.set("scheme of tax", "/schemes/placard-tax/1");
  paths.set("scheme with days and a list", "/schemes/cn-catering-annual/2012");
  paths.set("not found", "/sites/AAAA-AAAA-AA/x");
});

const PAGES = [
  "board",
  "board with filters",
  "board, nothing found",
  "board, parameters not understood",
  "green site",
  "red site",
  "never inspected site",
  "ceased site",
  "goods seller",
  "hostile site",
  "authority",
  "data",
  "schemes",
  "scheme, tried",
  "scheme with a checklist",
  "scheme of tax",
  "scheme with days and a list",
  "not found",
];

examinePages(PAGES, paths, {
  names: ["board", "green site", "hostile site", "authority", "data"],
  widths: [
    [320, "light"],
    [390, "dark"],
    [768, "light"],
    [2560, "dark"],
  ],
});

test("hostile names, addresses and replies stay text on page, in JSON-LD and in the list", async () => {
  for (const path of [
    `/en${paths.get("hostile site")}`,
    "/en?authority=hostileton",
    "/en/authorities/hostileton",
  ]) {
    const page = await visit(path);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("a[href^='javascript:']").count()).toBe(0);
    for (const data of await page.locator("script[type='application/ld+json']").allTextContents()) {
      expect(JSON.parse(data)).toHaveProperty("@context");
    }
    expect(page.faults).toEqual([]);
    await page.context().close();
  }
});

test("every page of the demo says that its data is invented", async () => {
  for (const name of ["board", "green site", "authority", "data"]) {
    const page = await visit(`/en${paths.get(name)}`);
    expect(
      await page
        .getByText(/invented/i)
        .first()
        .isVisible(),
    ).toBe(true);
    await page.context().close();
  }
});
