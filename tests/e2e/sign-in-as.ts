import type { BrowserContextOptions, Page } from "playwright-core";
import { DEMO_PASSWORD } from "@/core/demo-password";
import { visit } from "@/tests/e2e/browser";

/** A page on which an invented official has signed in, such as `inspector@demo-toronto`. */
export async function signInAs(
  who: string,
  options: BrowserContextOptions = {},
): Promise<Page & { faults: string[] }> {
  const page = await visit("/en/sign-in", options);
  await page.getByLabel("E-mail").fill(`${who}.example`);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.endsWith("/sign-in")),
    page.locator("form[action='/office/sign-in'] button[type=submit]").click(),
  ]);
  return page;
}
