import { expect, inject, test } from "vitest";
import { visit } from "@/tests/e2e/browser";
import { findBarriers } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import { takenOver } from "@/tests/e2e/taken-over";
import { schemeNamed } from "@/tests/support/schemes";

const ITEMS = schemeNamed("placard-goods@2").checklist;

/** What is published is shown a moment later. */
const SOON = { timeout: 20_000 };

interface Found {
  id: string;
  kind: string;
  ratings: { domain: string; colour: string }[];
}

async function published(id: string) {
  const response = await fetch(`${inject("siteUrl")}/api/v1/sites/${id}`);
  return ((await response.json()) as Found).ratings;
}

/** Sellers of the invented town that records its goods visits here, none on a desk already. */
async function sellers(kind: string): Promise<string[]> {
  const response = await fetch(
    `${inject("siteUrl")}/api/v1/sites?authority=demo-rongcheng&domain=goods&category=seller&limit=100`,
  );
  const { items } = (await response.json()) as { items: Found[] };
  return items
    .filter((one) => one.kind === kind && one.ratings.some(({ colour }) => colour !== "pending"))
    .map(({ id }) => id);
}

test("without JavaScript the goods visit of an online shop is recorded by its checklist, and nothing but goods is rated", async () => {
  const [place = ""] = await sellers("online");
  const page = await signInAs("inspector@demo-rongcheng", { javaScriptEnabled: false });
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=goods&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await page.getByRole("heading", { name: /Online sale/ }).waitFor();
  await page.locator("#timeIn").fill("10:00");
  await page.locator("#timeOut").fill("11:30");
  for (const { code, section } of ITEMS) {
    const mark = section?.en === "Weights and prices" ? "na" : code === "5" ? "out" : "in";
    await page.locator(`label:has([name='item.${code}.mark'][value=${mark}])`).click();
  }
  await page.locator("#item-5-comment").fill("Two chargers");
  await page.locator("#signatureRefused").fill("Looked at from the office");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByText("Public", { exact: true }).waitFor();
  await page.context().close();
  await expect
    .poll(() => published(place), SOON)
    .toMatchObject([{ domain: "goods", colour: "yellow" }]);
  const shopper = await visit(`/en/sites/${place}`);
  expect(await shopper.getByText("Two chargers").count()).toBeGreaterThan(0);
  expect(await shopper.content()).not.toContain("Li Min");
  await shopper.context().close();
});

test("counterfeits on sale at a shop wait for a second person, who makes them public", async () => {
  const [place = ""] = await sellers("fixed");
  const page = await signInAs("inspector@demo-rongcheng");
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=goods&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await takenOver(page, "form[action^='/office/visits/']");
  await page.locator("#timeIn").fill("10:00");
  await page.locator("#timeOut").fill("11:30");
  for (const { code } of ITEMS) {
    const mark = code === "13" ? "out" : "in";
    await page.locator(`label:has([name='item.${code}.mark'][value=${mark}])`).click();
  }
  await page.locator("#signatureRefused").fill("The owner had left");
  await page.getByText("So far: Unsafe goods on sale").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByText("Waiting for a second person").waitFor();
  const id = page.url().split("/").at(-1) ?? "";
  expect(page.faults).toEqual([]);
  await page.context().close();
  const goods = async () => (await published(place)).find(({ domain }) => domain === "goods");
  await expect.poll(goods, SOON).toMatchObject({ colour: "pending" });
  const reviewer = await signInAs("reviewer@demo-rongcheng");
  await reviewer.goto(`/en/review/${id}`);
  await Promise.all([
    reviewer.waitForURL(/review\?done=confirm/),
    reviewer.getByRole("button", { name: "Confirm and publish" }).click(),
  ]);
  await reviewer.context().close();
  await expect.poll(goods, SOON).toMatchObject({ colour: "red" });
});

test("the page of the goods scheme shows its checklist in each language", async () => {
  for (const [locale, words] of Object.entries(ITEMS[12]?.text ?? {})) {
    const page = await visit(`/${locale}/schemes/placard-goods/2`);
    expect(await page.locator("#checklist ol > li").count()).toBe(ITEMS.length);
    await page.getByText(words).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  }
});
