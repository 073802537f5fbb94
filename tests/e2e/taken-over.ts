import type { Page } from "playwright-core";

/** Until a page's scripts have taken an element over: what is done to it before, they never hear of. */
export async function takenOver(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const element = document.querySelector(wanted);
    return element && Object.keys(element).some((name) => name.startsWith("__reactProps"));
  }, selector);
}
