import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { makeOfficial, PASSWORD } from "@/tests/support/people";

let db: Db;
let email = "";

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  ({ email } = await makeOfficial(db, "inspector", "demo-tallinn"));
});
afterAll(async () => {
  await db?.end();
});

async function enter(path: string, options: Parameters<typeof visit>[1] = {}) {
  const page = await visit(path, options);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("main button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname === path);
  return page;
}

const stops = (page: Page) => page.locator("main ol > li bdi.line-clamp-2").allTextContents();

test("an inspector finds what is overdue, plans a day of it and puts it in order", async () => {
  const page = await enter("/en/inspect");
  await page.getByLabel("Overdue only").check();
  await page.getByRole("button", { name: "Show", exact: true }).first().click();
  await page.waitForURL(/overdue=1/);
  const boxes = page.getByRole("checkbox", { name: /^Plan / });
  for (const at of [0, 2, 4]) await boxes.nth(at).check();
  await page.getByLabel("Plan for").fill("2029-03-05");
  await page.getByRole("button", { name: "Plan ticked places" }).click();
  await page.getByRole("heading", { level: 1, name: "Plan for 5 March 2029" }).waitFor();
  await page.getByText("The places are in the plan.").waitFor();
  await page.waitForLoadState();
  const planned = await stops(page);
  expect(planned).toHaveLength(3);
  await page.getByRole("button", { name: `Move ${planned[0]} later` }).click();
  await page.getByRole("button", { name: `Move ${planned[0]} earlier` }).waitFor();
  await page.waitForLoadState();
  expect(await stops(page)).toEqual([planned[1], planned[0], planned[2]]);
  await page.getByRole("button", { name: "Order by nearest" }).click();
  await page.waitForLoadState();
  expect((await stops(page)).sort()).toEqual([...planned].sort());
  const numbers = page.locator(".stop-number");
  await numbers.first().waitFor();
  const shown = await numbers.allTextContents();
  // A place whose position nobody knows has a number in the list only.
  expect(["1", "2", "3"]).toEqual(expect.arrayContaining(shown));
  expect(shown).toEqual([...shown].sort());
  await page.getByRole("button", { name: `Remove ${planned[2]}` }).click();
  await page.getByText(/^2 stops/).waitFor();
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("without JavaScript, a new place is registered after the one it could be was shown", async () => {
  const [known] = await db<{ name: string; address: string; publicId: string }[]>`
    select l.name, l.address, l.public_id from listings l
    join authorities a on a.id = l.authority_id
    where a.slug = 'demo-tallinn' and l.state = 'open' and l.kind = 'fixed'
      and l.address is not null
      and (select count(*) from listings same where same.name_normal = l.name_normal) = 1
    order by l.site_id limit 1`;
  if (!known) throw new Error("The demo has no place with a name of its own.");
  const page = await enter("/en/inspect/sites/new", { javaScriptEnabled: false });
  await page.getByLabel("Name", { exact: true }).fill(`${known.name}`);
  await page.getByLabel("Street and number").fill(known.address);
  await page.getByRole("button", { name: "Check and register" }).click();
  expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toBe(
    "Is it one of these?",
  );
  await page.getByText("same name").first().waitFor();
  const one = page.getByRole("link", { name: "This is the one" }).first();
  expect((await one.getAttribute("href"))?.replaceAll("-", "")).toContain(known.publicId);
  await page.getByRole("button", { name: "No, register a new place" }).click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(known.name);
  await page.getByText("not yet inspected", { exact: false }).first().waitFor();
  const number = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(number.replaceAll("-", "")).not.toBe(known.publicId);
  const listed = await fetch(`${inject("siteUrl")}/api/v1/sites/${number}`);
  expect(listed.status).toBe(200);
  await page.goto(`/en/inspect?q=${number}`);
  await page.getByText("Never inspected").last().waitFor();
  await page.context().close();
});

test("who stood before a closed door says so, and the place stays on the list", async () => {
  const page = await enter("/en/inspect", { javaScriptEnabled: false });
  await page.locator("main form ul a").first().click();
  const name = await page.getByRole("heading", { level: 1 }).textContent();
  await page.getByText("Record that you could not inspect").click();
  await page.getByLabel("Why").first().selectOption("closed");
  await page.getByLabel("Note").fill("Shutters down at noon");
  await page.getByRole("button", { name: "Record", exact: true }).first().click();
  await page.getByText("Recorded. The place stays on the worklist.").waitFor();
  await page.getByText("Shutters down at noon").waitFor();
  await page.getByRole("link", { name: "Worklist" }).first().click();
  expect(await page.locator("main form ul").textContent()).toContain(name);
  await page.context().close();
});
