import { chromium, type Page } from "playwright-core";
import { bboxText } from "@/components/map-address";
import type { MapMark } from "@/core/listing";
import { type Position, toGrid } from "@/core/map-grid";
import { ensureBrowser } from "@/tests/support/browser.mjs";

/** What the browser's main thread did in a scripted session on the map. */
export interface MapJank {
  /** The longest task in milliseconds; 0 where none was over 50. */
  longest: number;
  /** Tasks over 50 ms. */
  count: number;
  /** Requests for tiles of marks. */
  requests: number;
  /** Requests for the list beside the map. */
  lists: number;
}

/** The browser's counters of one page. */
interface Counted {
  tasks: number[];
}

/** Between two movements, as long as a reader would look. */
const PAUSE_MS = 900;

/** Pans and zooms over the densest part of the board, on a desk, as a hurried reader would. */
export async function measureMapJank(
  siteUrl: string,
  { slowdown = 1, width = 1440, height = 900 } = {},
): Promise<MapJank> {
  const { lat, lon } = await densestPlace(siteUrl);
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.addInitScript(() => {
      const counted: Counted = { tasks: [] };
      Object.assign(window, { counted });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) counted.tasks.push(duration);
      }).observe({ type: "longtask" });
    });
    let requests = 0;
    let lists = 0;
    page.on("request", (request) => {
      if (request.url().includes("/api/v1/map/")) requests += 1;
      else if (request.headers().rsc) lists += 1;
    });
    const around = { west: lon - 0.08, south: lat - 0.04, east: lon + 0.08, north: lat + 0.04 };
    await page.goto(`${siteUrl}/en?bbox=${bboxText(around)}&z=12`);
    await page.locator(".map-mark button").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => {
      (window as unknown as { counted: Counted }).counted.tasks.length = 0;
    });
    const client = await page.context().newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await wander(page);
    const tasks = await page.evaluate(
      () => (window as unknown as { counted: Counted }).counted.tasks,
    );
    return { longest: Math.max(0, ...tasks), count: tasks.length, requests, lists };
  } finally {
    await browser.close();
  }
}

/** Follows the fullest cluster down from the whole world. */
async function densestPlace(siteUrl: string): Promise<Position> {
  let place: Position = { lat: 0, lon: 0 };
  for (let z = 0; z <= 12; z += 1) {
    const { x, y } = toGrid(place);
    const size = 2 ** (24 - z);
    const at = `${z}/${Math.floor(x / size)}/${Math.floor(y / size)}`;
    const response = await fetch(`${siteUrl}/api/v1/map/food/${at}`);
    const { marks } = (await response.json()) as { marks: MapMark[] };
    const fullest = marks.reduce<MapMark | null>(
      (a, b) => (a && countOf(a) >= countOf(b) ? a : b),
      null,
    );
    if (!fullest) break;
    place = fullest;
  }
  return place;
}

function countOf(mark: MapMark): number {
  if (mark.kind === "site") return 1;
  return Object.values(mark.counts).reduce((sum, part) => sum + part, 0);
}

async function wander(page: Page): Promise<void> {
  const canvas = await page.locator(".map-canvas").boundingBox();
  if (!canvas) throw new Error("The page has no map.");
  const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
  const drag = async (dx: number, dy: number) => {
    await page.mouse.move(x - dx / 2, y - dy / 2);
    await page.mouse.down();
    await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 20 });
    await page.mouse.up();
    await page.waitForTimeout(PAUSE_MS);
  };
  const wheel = async (by: number) => {
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(PAUSE_MS);
  };
  for (const [dx, dy] of [
    [-400, 0],
    [0, -300],
    [400, 300],
    [-300, 200],
  ] as const)
    await drag(dx, dy);
  for (let i = 0; i < 5; i += 1) await wheel(-120);
  for (const [dx, dy] of [
    [-400, 0],
    [400, 300],
  ] as const)
    await drag(dx, dy);
  for (let i = 0; i < 12; i += 1) await wheel(120);
  for (let i = 0; i < 6; i += 1) await wheel(-240);
}
