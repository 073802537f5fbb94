import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { examinePages } from "@/tests/e2e/examine-pages";
import { type Company, makeTaxedCompanies } from "@/tests/support/taxed-companies";

let db: Db;
let companies: Awaited<ReturnType<typeof makeTaxedCompanies>>;
const paths = new Map<string, string>();

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  companies = await makeTaxedCompanies(db, new Date().toISOString().slice(0, 10));
  for (const [name, { scheme, number }] of Object.entries(companies)) {
    paths.set(name, `/entities/${scheme}/${number}`);
  }
  const [site] = await db<{ publicId: string }[]>`
    select l.public_id from listings l join entity_identifiers i using (entity_id)
    where i.number = ${companies.red.number} and l.state = 'open' limit 1`;
  paths.set("site of a company", `/sites/${site?.publicId}`);
  paths.set("list", "/entities");
  paths.set("list, searched", "/entities?q=kaubandus&standing=red,unrated&scheme=ee-regcode");
  paths.set("list, nothing found", "/entities?q=qqqqqqqq");
  paths.set("tax layer", "?domain=tax");
  paths.set("no such business", "/entities/ee-regcode/1");
});

afterAll(() => db.end());

const PAGES = [
  ...["red", "green", "planned", "disputed", "old", "lawless", "siteless", "trader"],
  ...["site of a company", "list", "list, searched", "list, nothing found", "tax layer"],
  "no such business",
];

examinePages(PAGES, paths, {
  names: ["red", "siteless", "list", "site of a company", "tax layer"],
  widths: [
    [390, "dark"],
    [768, "light"],
    [1440, "dark"],
  ],
});

const noScript = { javaScriptEnabled: false, locale: "en" };

test.each<[Company, RegExp, RegExp | null]>([
  ["red", /Not in good standing/, /disputed part did not count/],
  ["planned", /Needs attention/, /payment plan has been agreed/],
  ["disputed", /Facts disputed/, /until that is decided/i],
  ["old", /Not published/, /Figures this old are not published/],
  ["lawless", /Not published/, /No law allows/],
  ["siteless", /Not published/, /No tax authority has sent anything/],
])(
  "the page of a business that is %s says so and why, without an amount",
  async (name, word, why) => {
    const page = await visit(`/en${paths.get(name)}`, noScript);
    const panel = page.getByRole("article", { name: "Tax standing" });
    expect(await panel.textContent()).toMatch(word);
    if (why) expect(await panel.textContent()).toMatch(why);
    expect(await panel.textContent()).not.toMatch(/euro|\d[.,]\d\d\b/);
    await page.context().close();
  },
);

test("of a sole trader only names over doors and their results are shown", async () => {
  const page = await visit(`/en${paths.get("trader")}`, noScript);
  expect(await page.getByRole("article", { name: "Tax standing" }).count()).toBe(0);
  expect(await page.getByText(/private persons ends here/).count()).toBe(1);
  expect(await page.getByRole("link", { name: /./ }).count()).toBeGreaterThan(3);
  expect(await page.locator("script[type='application/ld+json']").count()).toBe(0);
  expect(await page.locator("meta[name=robots][content*=noindex]").count()).toBe(1);
  await page.context().close();
});

test("a chain is a distribution per domain, never one mark for all its places", async () => {
  const page = await visit(`/en${paths.get("red")}`, noScript);
  const places = page.getByRole("region", { name: "Places of this business" });
  const [row] = await db<{ sites: number }[]>`
    select count(*) as sites from listings l join entity_identifiers i using (entity_id)
    where i.number = ${companies.red.number} and i.level = 'entity'`;
  expect(row?.sites).toBeGreaterThan(1);
  expect(await places.getByText(`${row?.sites} places`).count()).toBeGreaterThan(0);
  for (const data of await page.locator("script[type='application/ld+json']").allTextContents()) {
    expect(data).not.toMatch(/rating|review|certification/i);
  }
  await page.context().close();
});

test("a register number typed into the board's search leads to the business", async () => {
  const page = await visit("/en", noScript);
  const typed = companies.siteless.number.replace(/(....)/, "$1 ");
  await page.getByRole("searchbox").first().fill(typed);
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(`**${paths.get("siteless")}`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Siteless Holding OÜ");
  await page.context().close();
});

test("a business is found by its name in the board's own search, apart from the places", async () => {
  const page = await visit("/en", noScript);
  await page.getByRole("searchbox").first().fill("siteless hold");
  await page.getByRole("button", { name: "Search" }).click();
  const businesses = page.getByRole("region", { name: "Businesses of this name" });
  expect(await businesses.getByText("Not published").count()).toBe(1);
  expect(await page.getByText("No place matches.").count()).toBe(1);
  await businesses.getByRole("link", { name: "Siteless Holding OÜ" }).click();
  await page.waitForURL(`**${paths.get("siteless")}`);
  await page.context().close();
});

test("a business is suggested while its name is typed, and reached by keyboard", async () => {
  const page = await visit("/en");
  const search = page.getByRole("combobox", { name: /search/i });
  await search.pressSequentially("siteless hold");
  const group = page.getByRole("group", { name: "Businesses" });
  await group.getByRole("option", { name: /Siteless Holding OÜ/ }).waitFor();
  await search.press("ArrowDown");
  await search.press("Enter");
  await page.waitForURL(`**${paths.get("siteless")}`);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("a business is found by name from the board, and its standing filters the list", async () => {
  const page = await visit("/en?q=kaubandus", noScript);
  const businesses = page.getByRole("region", { name: "Businesses of this name" });
  expect(await businesses.getByRole("listitem").count()).toBe(3);
  await businesses.getByRole("link", { name: "All businesses of this name" }).click();
  await page.waitForURL("**/entities?q=kaubandus");
  // The demonstration has some of that name, too.
  const shown = async () =>
    Number.parseInt(
      (await page.getByRole("heading", { level: 2 }).first().textContent()) ?? "",
      10,
    );
  const all = await shown();
  expect(all).toBeGreaterThanOrEqual(6);
  await page.getByRole("link", { name: /red/ }).click();
  await page.waitForURL("**standing=red**");
  expect(await shown()).toBeLessThan(all);
  await page.getByRole("link", { name: "Red Kaubandus OÜ" }).click();
  await page.waitForURL(`**${paths.get("red")}`);
  await page.context().close();
});

test("the board switches to tax and back; each layer has its own counts and keeps the search", async () => {
  const page = await visit("/en?q=tallinn", noScript);
  const counts = page.getByRole("navigation", { name: "Results by mark" });
  const food = await counts.textContent();
  const layers = page.getByRole("navigation", { name: "What is shown" });
  await layers.getByRole("link", { name: "Tax" }).click();
  await page.waitForURL("**domain=tax**");
  expect(await counts.textContent()).not.toBe(food);
  expect(await page.getByText(/says nothing about food/).count()).toBe(1);
  expect(await page.getByText("Not in good standing").count()).toBeGreaterThan(0);
  await layers.getByRole("link", { name: "Food" }).click();
  await page.waitForURL((url) => !url.search.includes("tax"));
  expect(await counts.textContent()).toBe(food);
  await page.context().close();
});

test("on the page of a place tax stands beside its results, as of whoever runs it", async () => {
  const page = await visit(`/en${paths.get("site of a company")}`, noScript);
  const panel = page.getByRole("article", { name: "Tax, of whoever runs it" });
  expect(await panel.textContent()).toContain("Not in good standing");
  expect(await page.getByRole("article").count()).toBeGreaterThan(1);
  await panel.getByRole("link").first().click();
  await page.waitForURL(`**${paths.get("red")}`);
  await page.context().close();
});

test("a pasted address of a shop leads to the shop", async () => {
  const [shop] = await db<{ link: string; publicId: string }[]>`
    select k.link, s.public_id from site_links k join sites s on s.id = k.site_id
    where k.valid_to is null limit 1`;
  const page = await visit("/en", noScript);
  await page.getByRole("searchbox").first().fill(`https://www.${shop?.link}/item/7?from=mail`);
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/\/sites\//);
  const compact = page.url().replaceAll("-", "");
  expect(compact).toContain(shop?.publicId);
  await page.context().close();
});

test("a vendor that moves says where it stands today, and where it moves about", async () => {
  const [vendor] = await db<{ publicId: string; place: string; locality: string }[]>`
    select l.public_id, p.place, l.locality from pitches p join listings l using (site_id)
    where p.on_day = (now() at time zone 'UTC')::date and l.state = 'open' limit 1`;
  const page = await visit(`/en/sites/${vendor?.publicId}`, noScript);
  expect(await page.getByText(`Today at ${vendor?.place}`).count()).toBe(1);
  expect(await page.getByText(`Moves about in ${vendor?.locality}`).count()).toBe(1);
  await page.context().close();
});

test("the page of a business makes sense printed", async () => {
  const page = await visit(`/en${paths.get("red")}`, noScript);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("article", { name: "Tax standing" }).isVisible()).toBe(true);
  expect(await page.getByRole("search").first().isVisible()).toBe(false);
  await page.context().close();
});
