import type { Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "@/tests/e2e/browser";

const TALLINN = "/en?bbox=24.7,59.42,24.8,59.45&z=14";
const isTile = (url: string) => url.includes("/api/v1/map/");

/** The addresses of tiles asked for from now on, in order. */
function tilesAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (isTile(request.url())) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

/** Until the map has all it asks for, the ring around the view included. */
async function settled(page: Page): Promise<void> {
  await page.locator(".map-mark button").first().waitFor();
  const waiting = new Set<Request>();
  const begun = (request: Request) => isTile(request.url()) && waiting.add(request);
  const ended = (request: Request) => waiting.delete(request);
  page.on("request", begun).on("requestfinished", ended).on("requestfailed", ended);
  // What a slow answer brings in its train comes after it.
  do await quiet(page);
  while (waiting.size > 0);
  page.off("request", begun).off("requestfinished", ended).off("requestfailed", ended);
}

/** Until no tile has come for a while. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let quiet = setTimeout(resolve, 1_500);
        new PerformanceObserver((list) => {
          if (!list.getEntries().some(({ name }) => name.includes("/api/v1/map/"))) return;
          clearTimeout(quiet);
          quiet = setTimeout(resolve, 1_500);
        }).observe({ type: "resource" });
      }),
  );
}

async function drag(page: Page, dx: number): Promise<void> {
  const map = await page.locator(".map-canvas").boundingBox();
  if (!map) throw new Error("The page has no map.");
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await page.mouse.move(x - dx / 2, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y, { steps: 12 });
  await page.mouse.up();
}

test("no tile is asked for twice in a visit, and nothing on the way back to a seen place", async () => {
  const page = await visit("/en", { reducedMotion: "reduce" });
  const asked = tilesAsked(page);
  await page.goto(TALLINN);
  await settled(page);
  await drag(page, -300);
  await settled(page);
  await page.getByRole("button", { name: "Zoom in", exact: true }).click();
  await settled(page);
  expect(asked.length).toBeGreaterThan(0);
  const before = asked.length;
  await page.getByRole("button", { name: "Zoom out", exact: true }).click();
  await settled(page);
  await drag(page, 300);
  await settled(page);
  expect(asked.length).toBe(before);
  expect(asked).toEqual([...new Set(asked)]);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("a short move asks for one list at most, and for none within the same cells", async () => {
  const page = await visit(TALLINN, { reducedMotion: "reduce" });
  await settled(page);
  let lists = 0;
  page.on("request", (request) => {
    if (request.headers().rsc) lists += 1;
  });
  await drag(page, 200);
  await drag(page, 200);
  await settled(page);
  const afterMoves = lists;
  expect(afterMoves).toBeLessThanOrEqual(2);
  const address = page.url();
  await page.locator(".map-canvas").focus();
  await drag(page, 4);
  await drag(page, -4);
  await settled(page);
  expect(page.url()).toBe(address);
  expect(lists).toBe(afterMoves);
  await page.context().close();
});

test("old marks stay on the map while new ones are on their way", async () => {
  const page = await visit(TALLINN, { reducedMotion: "reduce" });
  await settled(page);
  const held: (() => void)[] = [];
  await page.route(/\/api\/v1\/map\/food\/13\//, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const names = () =>
    page.locator(".map-mark button").evaluateAll((all) => all.map((one) => one.ariaLabel));
  const old = await names();
  const asking = page.waitForRequest((request) => isTile(request.url()));
  await page.getByRole("button", { name: "Zoom out", exact: true }).click();
  await asking;
  const during = await names();
  expect(during.length).toBeGreaterThan(0);
  expect(during.filter((name) => old.includes(name)).length).toBeGreaterThan(0);
  for (const release of held) release();
  await page.unroute(/\/api\/v1\/map\/food\/13\//);
  await page.waitForFunction(
    (before) =>
      [...document.querySelectorAll(".map-mark button")].some(
        (one) => !before.includes(one.ariaLabel),
      ),
    old,
  );
  await page.context().close();
});

test("answers that the server could only repeat are shown with their time", async () => {
  const page = await visit("/en", { reducedMotion: "reduce" });
  await page.route(
    (url) => isTile(url.href),
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), "placard-as-of": "2026-01-05T10:00:00Z" },
      });
    },
  );
  await page.goto(TALLINN);
  await page.getByText(/Shown as of .*2026/).waitFor();
  // Answers still on their way would come too late.
  await page.unrouteAll({ behavior: "wait" });
  await page.context().close();
});
