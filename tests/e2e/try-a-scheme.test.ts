import { expect, test } from "vitest";
import { visit } from "@/tests/e2e/browser";

test("a reader without JavaScript tries scores and learns why and what would help", async () => {
  const page = await visit("/en/schemes", { javaScriptEnabled: false });
  await page.getByRole("link", { name: "Food Hygiene Rating Scheme", exact: true }).click();
  await page.getByLabel("Hygiene").selectOption("10");
  await page.getByLabel("Structure and cleaning").selectOption("5");
  await page.getByLabel("Confidence in management").selectOption("10");
  await page.getByRole("button", { name: "Rate" }).click();
  const answer = page.locator("#try [role=status]");
  expect(await answer.textContent()).toContain("Generally satisfactory");
  expect(await answer.textContent()).toContain("Total of the scores at most 20; it is 25");
  expect(await answer.textContent()).toContain(
    "Hygiene: 5 (Good) instead of 10 (Generally satisfactory)",
  );
  expect(await page.getByLabel("Hygiene").inputValue()).toBe("10");
  await page.context().close();
});

test("what cannot be rated is said by the names of its fields, never with a colour", async () => {
  const page = await visit("/zh/schemes/us-alameda/2012?score=999&findings.major.open=1");
  const answer = page.locator("#try [role=status]");
  expect(await answer.textContent()).toContain("得分：须为 0 至 100 的数");
  await page.context().close();
});

test("a site's result leads to the page of its rule", async () => {
  const page = await visit("/en?colour=red");
  await page.locator("[data-site-id] a").first().click();
  await page.getByRole("heading", { name: "Why this result" }).waitFor();
  await page
    .getByRole("link", { name: /, version/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "The rule" }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/en\/schemes\//);
  await page.context().close();
});
