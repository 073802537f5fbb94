import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, inject } from "vitest";

let browser: Browser | undefined;

/** A fresh visitor on the site; relative addresses work, and any script error fails the test. */
export async function visit(
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page & { faults: string[] }> {
  browser ??= await chromium.launch({
    executablePath: inject("browserPath"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await browser.newContext({ baseURL: inject("siteUrl"), ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(path, { waitUntil: "load" });
  return Object.assign(page, { faults });
}

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});
