import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import { visit } from "@/tests/e2e/browser";
import { findBarriers } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import { takenOver } from "@/tests/e2e/taken-over";
import { phonePhoto } from "@/tests/support/photos";

/** What is published is shown a moment later. */
const SOON = { timeout: 20_000 };

interface Found {
  id: string;
  ratings: { colour: string; word: string }[];
}

/** The form of a visit. */
const FORM = "form[action^='/office/visits/']";

/** Open places of the invented town that records visits here, one for each test. */
const places: string[] = [];

beforeAll(async () => {
  const response = await fetch(
    `${inject("siteUrl")}/api/v1/sites?authority=demo-toronto&colour=green&sort=name&limit=10`,
  );
  const { items } = (await response.json()) as { items: Found[] };
  places.push(...items.map(({ id }) => id));
});

async function publicColour(id: string): Promise<string | undefined> {
  const response = await fetch(`${inject("siteUrl")}/api/v1/sites/${id}`);
  return ((await response.json()) as Found).ratings[0]?.colour;
}

async function photos(): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const made = await Promise.all([1, 2, 3].map((seed) => phonePhoto(640, 480, seed)));
  return made.map((buffer, at) => ({ name: `fridge-${at}.jpg`, mimeType: "image/jpeg", buffer }));
}

/** Tabs on to a field, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 400; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`No way by keyboard to ${selector}`);
}

test("a visit of 56 items with 3 photos is recorded by keyboard alone, and is pending at once", async () => {
  const place = places[0] ?? "";
  const page = await signInAs("inspector@demo-toronto");
  const pictures = await photos();
  // Asked for before the keys that lead there: a chooser that opens meanwhile is seen by nobody.
  page.on("filechooser", (chooser) => chooser.setFiles(pictures));
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await tabTo(page, "main button[type=submit]");
  await Promise.all([page.waitForURL(/visits\/[0-9a-f-]{36}$/), page.keyboard.press("Enter")]);
  await takenOver(page, FORM);
  await tabTo(page, "#timeIn");
  await page.keyboard.type("0930AM");
  await tabTo(page, "#timeOut");
  await page.keyboard.type("1045AM");
  await tabTo(page, "#personInCharge");
  await page.keyboard.type("Bo Owner");
  await tabTo(page, "[name='item.1.mark']");
  for (let item = 1; item <= 56; item += 1) {
    await page.keyboard.press(item === 22 ? "2" : "1");
    if (item !== 22) continue;
    await tabTo(page, "#item-22-measured");
    await page.keyboard.type("9");
    await tabTo(page, "#item-22-comment");
    await page.keyboard.type("The fridge by the door");
    await tabTo(page, "#item-22 input[type=file]");
    await page.keyboard.press("Enter");
    await page.locator("#item-22 img").nth(2).waitFor();
    await tabTo(page, "[name='item.23.mark']");
  }
  await tabTo(page, "#input-score");
  await page.keyboard.type("86");
  await tabTo(page, "#input-imminentHazard");
  await page.keyboard.type("no");
  await tabTo(page, "#signatureRefused");
  await page.keyboard.type("The owner had left");
  await page.getByText("So far: Closed").waitFor();
  await page.getByText(/^Saved at/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await tabTo(page, "button[value=submit]");
  await page.keyboard.press("Enter");
  await page.getByText("Waiting for a second person").waitFor();
  await expect.poll(() => page.locator("#findings img").count(), SOON).toBe(3);
  expect(page.faults).toEqual([]);
  await expect.poll(() => publicColour(place), SOON).toBe("pending");
  const id = page.url().split("/").at(-1) ?? "";
  await page.context().close();

  const reviewer = await signInAs("reviewer@demo-toronto");
  await reviewer.goto(`/en/review/${id}`);
  const rest = reviewer.locator("#findings details", { hasText: "In order: 55 items" });
  await rest.locator("summary").click();
  await rest.getByText("No eating, tasting").first().waitFor();
  expect(await findBarriers(reviewer)).toEqual([]);
  await Promise.all([
    reviewer.waitForURL(/review\?done=confirm/),
    reviewer.getByRole("button", { name: "Confirm and publish" }).click(),
  ]);
  await expect.poll(() => publicColour(place), SOON).toBe("red");
  await reviewer.context().close();

  const shopper = await visit(`/en/sites/${place}`);
  await shopper.getByRole("heading", { name: /What was found/ }).waitFor();
  expect(await shopper.getByText("Cold food is held cold · The fridge by the door").count()).toBe(
    2,
  );
  expect(await shopper.content()).not.toContain("Avery Clarke");
  await shopper.context().close();

  const next = await signInAs("inspector@demo-toronto");
  await next.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await next.getByRole("button", { name: "Start the visit" }).click();
  const before = next.locator("#item-22 legend");
  await before.getByText("The fridge by the door · Measured: 9").waitFor();
  expect(await before.textContent()).toContain("Not corrected");
  expect(await next.locator("#item-23 legend").textContent()).not.toContain("Not corrected");
  expect(await findBarriers(next)).toEqual([]);
  await next.context().close();
});

test("the same by touch on a phone, with 3 photos of the place; what was typed survives leaving the page, and green is public at once", async () => {
  const place = places[1] ?? "";
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await signInAs("inspector@demo-toronto", phone);
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).tap();
  await takenOver(page, FORM);
  await page.getByRole("button", { name: "Time in: now" }).tap();
  expect(await page.locator("#timeIn").inputValue()).toMatch(/^\d\d:\d\d$/);
  await page.locator("#timeIn").fill("14:00");
  await page.locator("#timeOut").fill("15:30");
  for (let item = 1; item <= 56; item += 1) {
    await page.locator(`[name='item.${item}.mark'][value=${item % 9 ? "in" : "na"}]`).tap();
  }
  const cold = page.locator("[name='item.22.mark']:checked");
  await page.locator("#item-22-measured").fill("9");
  await page.getByText("1 item out").waitFor();
  expect(await cold.getAttribute("value")).toBe("out");
  await page.locator("#item-22-measured").fill("4");
  await page.getByText("nothing out").waitFor();
  expect(await cold.getAttribute("value")).toBe("in");
  await page.locator("#item-22-measured").fill("9");
  await page.locator("label:has([name='item.22.mark'][value=out])").tap();
  await page.locator("#item-22-measured").fill("4");
  expect(await cold.getAttribute("value")).toBe("out");
  await page.locator("label:has([name='item.22.mark'][value=in])").tap();
  const taken = page.locator("[data-photos=photo]");
  await taken.locator("input[type=file]").setInputFiles(await photos());
  await taken.getByText(/^Kept: .*fridge-0\.jpg.*fridge-1\.jpg.*fridge-2\.jpg/).waitFor();
  expect(await taken.locator("img").count()).toBe(3);
  await page.getByText(/^Saved at/).waitFor();
  await page.goto("/en/account");
  await page.goBack();
  // The score and the hazard are still to be told.
  await page.getByText("nothing out · 2 to go").waitFor();
  expect(await page.locator("[name='item.9.mark']:checked").getAttribute("value")).toBe("na");
  await page.locator("#input-score").fill("97");
  await page.locator("#input-imminentHazard").selectOption("false");
  expect(await page.locator("#signedByInspector").inputValue()).toBe("Avery Clarke");
  await page.locator("#signedByPerson").fill("Bo Owner");
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Submit" }).tap();
  await page.getByText("Public", { exact: true }).waitFor();
  await expect.poll(() => page.locator("#findings img").count(), SOON).toBe(3);
  await expect.poll(() => publicColour(place), SOON).toBe("green");
  expect(page.faults).toEqual([]);
  await page.context().close();

  const shopper = await visit(`/en/sites/${place}`);
  await shopper.locator("#findings").getByText("Nothing was out of order.").waitFor();
  const newest = shopper.locator("#history summary").first();
  expect(await newest.textContent()).toContain("nothing was out of order");
  expect(await shopper.getByText("No findings are published for this place.").count()).toBe(0);
  const source = shopper.locator("#sources").locator("..");
  expect(await source.textContent()).toMatch(/Latest result.*Food inspections recorded by/);
  expect(await shopper.content()).not.toContain("Avery Clarke");
  await shopper.context().close();
});

test("without JavaScript a visit is saved and submitted just as well, and told what it lacks", async () => {
  const place = places[2] ?? "";
  const page = await signInAs("inspector@demo-toronto", { javaScriptEnabled: false });
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).click();
  expect(await page.getByRole("button", { name: "Time in: now" }).count()).toBe(0);
  expect(await page.locator("#personInCharge").getAttribute("dir")).toBe("auto");
  await page.locator("#timeIn").fill("14:00");
  await page.locator("#timeOut").fill("15:30");
  await page.locator("label:has([name='item.1.mark'][value=in])").click();
  await page.locator("#item-22-measured").fill("9");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("heading", { name: "Not ready to be submitted" }).waitFor();
  expect(await page.locator("[name='item.1.mark']:checked").getAttribute("value")).toBe("in");
  expect(await page.locator("[name='item.22.mark']:checked").getAttribute("value")).toBe("out");
  await page.locator("#item-22-measured").fill("4");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.locator("#item-22-measured[value='4']").waitFor();
  expect(await page.locator("[name='item.22.mark']:checked").count()).toBe(0);
  for (let item = 1; item <= 56; item += 1) {
    await page.locator(`label:has([name='item.${item}.mark'][value=no])`).click();
  }
  await page.locator("#input-score").fill("90");
  await page.locator("#input-imminentHazard").selectOption("false");
  expect(await page.locator("#signedByInspector").inputValue()).toBe("Avery Clarke");
  await page.locator("#signedByPerson").fill("Bo Owner");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByText("Public", { exact: true }).waitFor();
  await expect.poll(() => publicColour(place), SOON).toBe("green");
  await page.context().close();
});

test("typed without a connection it stays on the device, and is there after the page is loaded again", async () => {
  const place = places[3] ?? "";
  const page = await signInAs("inspector@demo-toronto");
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await takenOver(page, FORM);
  await page.getByText("Saved as you type.").waitFor();
  await page.context().setOffline(true);
  await page.locator("#personInCharge").fill("Bo Owner");
  await page.getByText(/^Not saved on the server/).waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText(/^Saved at/).waitFor();
  expect(await page.locator("#personInCharge").inputValue()).toBe("Bo Owner");
  await page.context().close();
});

test("what cannot be read is named as the form calls it and linked; everything else is kept", async () => {
  const place = places[4] ?? "";
  const page = await signInAs("inspector@demo-toronto", { javaScriptEnabled: false });
  await page.goto(`/en/inspect/visits/new?site=${place}&domain=food&kind=routine`);
  await page.getByRole("button", { name: "Start the visit" }).click();
  await page.locator("#personInCharge").fill("Bo Owner");
  await page.locator("label:has([name='item.22.mark'][value=out])").click();
  await page.locator("#item-22-comment").fill("By the door");
  await page.locator("#item-22-measured").fill("warm");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("heading", { name: "Not everything could be read" }).waitFor();
  const link = page.getByRole("link", { name: "22 Cold food is held cold" });
  expect(await link.textContent()).toMatch(/ · Measured: “warm” is not a number$/);
  expect(await link.getAttribute("href")).toBe("#item-22");
  expect(await page.locator("#personInCharge").inputValue()).toBe("Bo Owner");
  expect(await page.locator("#item-22-comment").inputValue()).toBe("By the door");
  expect(await page.locator("[name='item.22.mark']:checked").getAttribute("value")).toBe("out");
  const address = page.url().replace(/\?.*/, "").replace("/en/", "/zh/");
  await page.context().close();

  const scripted = await signInAs("inspector@demo-toronto");
  await scripted.goto(address);
  await takenOver(scripted, FORM);
  await scripted.locator("#item-22-measured").fill("warm");
  await scripted.getByText("“warm”不是数字").waitFor();
  await scripted.locator("button[value=submit]").click();
  await scripted.locator("#unread:focus").waitFor();
  expect(await findBarriers(scripted)).toEqual([]);
  await scripted.reload();
  await scripted.getByText("“warm”不是数字").waitFor();
  expect(await scripted.locator("#item-22-measured").inputValue()).toBe("warm");
  await scripted.locator("#item-22-measured").fill("3");
  await scripted.getByText(/^已于/).waitFor();
  expect(scripted.faults).toEqual([]);
  await scripted.context().close();
});
