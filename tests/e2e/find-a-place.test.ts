import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import { visit } from "@/tests/e2e/browser";
import { takenOver } from "@/tests/e2e/taken-over";

interface ApiSite {
  id: string;
  name: string;
  position: { lat: number; lon: number } | null;
}
interface ApiPage {
  items: ApiSite[];
  total: number;
  counts: Record<string, number>;
}

async function api(query: string): Promise<ApiPage> {
  const response = await fetch(`${inject("siteUrl")}/api/v1/sites?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ApiPage;
}

/** A green place whose name is its own, so that one answer is right. */
let place: ApiSite & { position: { lat: number; lon: number } };

beforeAll(async () => {
  const { items } = await api("q=Toronto&colour=green&limit=100");
  for (const item of items) {
    const same = await api(`q=${encodeURIComponent(item.name)}`);
    if (same.total === 1 && item.position && /^[A-Za-z' ]{8,}$/.test(item.name)) {
      place = { ...item, position: item.position };
      return;
    }
  }
  throw new Error("The demo has no place with a name of its own in Toronto.");
});

const search = (page: Page) => page.getByRole("combobox", { name: /search/i });

test("by typing: a suggestion leads to the page of the place", async () => {
  const page = await visit("/en");
  await search(page).pressSequentially(place.name.slice(0, -2).toLowerCase());
  await page.getByRole("option", { name: place.name }).click();
  await page.getByRole("heading", { level: 1, name: place.name }).waitFor();
  expect(page.url()).toContain(place.id);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("by typing with an error: the board says what it searched for instead", async () => {
  const word = place.name.split(" ").find((part) => part.length > 5) ?? place.name;
  const typed = `${word.slice(0, 3)}x${word.slice(3)}`;
  const page = await visit(`/en?q=${encodeURIComponent(typed)}`);
  await page.getByText(/These are the results for/).waitFor();
  expect(await page.locator("[data-site-id]").count()).toBeGreaterThan(0);
  await page.context().close();
});

test("in Chinese from one character, also while an input method composes", async () => {
  const page = await visit("/zh");
  const client = await page.context().newCDPSession(page);
  const box = page.locator("input[name=q][role=combobox]");
  await box.click();
  await client.send("Input.imeSetComposition", { text: "hai", selectionStart: 3, selectionEnd: 3 });
  expect(await page.locator("a[role=option]").count()).toBe(0);
  await client.send("Input.insertText", { text: "海" });
  await page.locator("a[role=option]").first().waitFor();
  expect(await page.locator("a[role=option]").first().textContent()).toContain("海");
  await page.context().close();
});

test("by keyboard alone: search, suggestion, page", async () => {
  const page = await visit("/en");
  await search(page).waitFor();
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press("Tab");
    if (await search(page).evaluate((box) => box === document.activeElement)) break;
  }
  // What answers the beginning of the name comes first, and forgets the choice as it goes.
  const answered = page.waitForResponse(
    (response) => new URL(response.url()).searchParams.get("q") === place.name,
  );
  await page.keyboard.type(place.name);
  await (await answered).finished();
  await page.getByRole("option", { name: place.name }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: place.name }).waitFor();
  await page.context().close();
});

test("by map: marks lead to the place, by pointer and by keyboard", async () => {
  const { lat, lon } = place.position;
  const around = [lon - 0.0006, lat - 0.0004, lon + 0.0006, lat + 0.0004].join(",");
  const path = `/en?bbox=${around}&z=19`;
  const pointer = await visit(path);
  const mark = pointer.locator(".map-mark button").filter({ has: pointer.locator("svg") });
  await mark.first().waitFor();
  await pointer
    .getByRole("button", { name: new RegExp(place.name) })
    .first()
    .click();
  await pointer.locator(".map-card a").filter({ hasText: place.name }).click();
  await pointer.getByRole("heading", { level: 1, name: place.name }).waitFor();
  await pointer.context().close();

  const keyboard = await visit(path);
  const button = keyboard.getByRole("button", { name: new RegExp(place.name) }).first();
  await button.focus();
  await keyboard.keyboard.press("Enter");
  await keyboard.locator(".map-card a").filter({ hasText: place.name }).focus();
  await keyboard.keyboard.press("Enter");
  await keyboard.getByRole("heading", { level: 1, name: place.name }).waitFor();
  expect(keyboard.faults).toEqual([]);
  await keyboard.context().close();
});

test("moving the map moves the list with it, in one address that can be shared", async () => {
  const { lat, lon } = place.position;
  const page = await visit(`/en?bbox=${lon - 0.02},${lat - 0.01},${lon + 0.02},${lat + 0.01}&z=14`);
  await page.locator(".map-mark button").first().waitFor();
  const before = await page.getByRole("heading", { level: 2 }).first().textContent();
  await page.getByRole("button", { name: "Zoom out" }).click();
  await page.waitForURL((url) => url.searchParams.get("z") === "13");
  await page.waitForFunction((text) => document.querySelector("h2")?.textContent !== text, before);
  const total = await page.locator("h2").first().textContent();
  const shared = await visit(page.url());
  expect(await shared.locator("h2").first().textContent()).toBe(total);
  await page.context().close();
  await shared.context().close();
});

test("near me: the nearest places first, with their distance", async () => {
  const { lat, lon } = place.position;
  const page = await visit("/en", {
    permissions: ["geolocation"],
    geolocation: { latitude: lat, longitude: lon },
  });
  await takenOver(page, "button.needs-script");
  await page.getByRole("button", { name: "Near me" }).click();
  await page.waitForURL(/near=/);
  const rows = page.locator("[data-site-id]");
  const names = (await rows.allTextContents()).slice(0, 3);
  expect(names.some((text) => text.includes(place.name))).toBe(true);
  expect(names[0]).toMatch(/\d+ m/);
  await page.context().close();
});

test("near me refused: the page says what to do", async () => {
  const page = await visit("/en", { permissions: [] });
  await takenOver(page, "button.needs-script");
  await page.getByRole("button", { name: "Near me" }).click();
  await page.getByText(/did not give your location/).waitFor();
  await page.context().close();
});

test("without JavaScript: search, filter, next page, place", async () => {
  const page = await visit("/en", { javaScriptEnabled: false });
  expect(await page.locator(".map-canvas").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "Near me" }).isVisible()).toBe(false);
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/[?&]cursor=./);
  await page.locator("input[name=q]").fill(place.name);
  await page.getByRole("button", { name: "Search" }).click();
  const row = page.locator("[data-site-id]").filter({ hasText: place.name });
  await row.getByRole("link").click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(place.name);
  await page.context().close();
});

test("the counts above the list are those of the API", async () => {
  const page = await visit("/en?category=restaurant");
  const { total, counts } = await api("category=restaurant&limit=1");
  expect(await page.locator("h2").first().textContent()).toContain(total.toLocaleString("en"));
  for (const colour of ["green", "yellow", "red"]) {
    const link = page.getByRole("link", { name: new RegExp(`${colour}`) }).first();
    expect(await link.textContent()).toContain((counts[colour] ?? 0).toLocaleString("en"));
  }
  await page.context().close();
});

test("an old address, or an id typed by hand, leads to the place", async () => {
  const typed = place.id.replaceAll("-", "").toLowerCase();
  const page = await visit(`/en/sites/${typed}/whatever`);
  expect(page.url()).toContain(`/en/sites/${place.id}/`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(place.name);
  await page.context().close();
});

test("the first visit is answered in the reader's language", async () => {
  for (const [locale, path] of [
    ["ar-EG", "/ar"],
    ["zh-CN", "/zh"],
    ["fr-FR", "/en"],
  ] as const) {
    const page = await visit("/", { locale });
    expect(new URL(page.url()).pathname).toBe(path);
    await page.context().close();
  }
});
