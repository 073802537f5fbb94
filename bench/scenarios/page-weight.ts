import { chromium } from "playwright-core";
import type { Measure, Setting } from "@/bench/measure";
import { startSite } from "@/bench/site";
import { ensureBrowser } from "@/tests/support/browser.mjs";

const KB_MAX = 100;

/** What a browser transfers to show the board without its map, by kind of file. */
export async function pageWeight({ sizes, database }: Setting): Promise<Measure[]> {
  const site = await startSite(await database(sizes[0] ?? 50_000));
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ["--no-sandbox"],
  });
  try {
    const measures: Measure[] = [];
    for (const javaScriptEnabled of [true, false]) {
      // Narrow, since the map is not loaded there before it is asked for.
      const context = await browser.newContext({
        javaScriptEnabled,
        viewport: { width: 390, height: 844 },
      });
      const page = await context.newPage();
      const protocol = await context.newCDPSession(page);
      await protocol.send("Network.enable");
      const kinds = new Map<string, string>();
      const bytes = new Map<string, number>();
      protocol.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
      protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        const kind = kinds.get(requestId) ?? "Other";
        bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
      });
      await page.goto(`${site.url}/en`, { waitUntil: "networkidle" });
      await context.close();
      const kb = [...bytes.values()].reduce((sum, one) => sum + one, 0) / 1000;
      const parts = [...bytes].map(([kind, size]) => `${kind} ${(size / 1000).toFixed(1)}`);
      measures.push({
        what: `board page transferred, ${javaScriptEnabled ? "with" : "without"} JavaScript`,
        value: `${kb.toFixed(1)} kB (${parts.join(", ")})`,
        promise: `< ${KB_MAX} kB`,
        kept: kb < KB_MAX,
      });
    }
    return measures;
  } finally {
    await browser.close();
    await site.stop();
  }
}
