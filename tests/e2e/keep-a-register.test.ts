import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addDays } from "@/core/add-days";
import { formatPublicId } from "@/core/public-id";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { utcToday } from "@/tests/support/register-entries";
import { WebClient } from "@/tests/support/web-client";

const LOCALES = ["en", "zh", "ar"] as const;
const TOWN = "demo-tallinn-goods";

let db: Db;
let site: string;

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  const [row] = await db<{ publicId: string }[]>`
    select l.public_id from listings l join authorities a on a.id = l.authority_id
    where a.slug = ${TOWN} and l.state = 'open' order by l.public_id desc limit 1`;
  site = row?.publicId ?? "";
});
afterAll(() => db.end());

/** Somebody of the authority, with the cookies of their session. */
async function signIn(role: "authority-admin" | "auditor") {
  const { email } = await makeOfficial(db, role, TOWN);
  const client = new WebClient(inject("siteUrl"));
  await client.signIn(email, PASSWORD);
  const cookies = [...client.cookies].map(([name, value]) => ({
    name,
    value,
    url: inject("siteUrl"),
  }));
  return { client, cookies };
}

test("an official records an entry, contests and repairs it without scripts; the public sees each", async () => {
  const { cookies } = await signIn("authority-admin");
  const page = await visit("/en", { javaScriptEnabled: false });
  await page.context().addCookies(cookies);
  const shop = `/en/sites/${formatPublicId(site)}`;
  await page.goto("/en/registers");
  await page.getByRole("link", { name: "Record an entry" }).click();
  await page.getByLabel("Kind").selectOption("recall");
  await page.getByLabel("Number of the place").fill(formatPublicId(site));
  await page.getByLabel("Legal basis").fill("Product Safety Act, § 12");
  await page.getByLabel("Grounds").fill("Kettles of lot 78 may catch fire.");
  await page.getByLabel("Remedy").fill("Take them back.");
  await page.getByLabel("End", { exact: true }).fill(addDays(utcToday(), 400));
  await page.getByLabel("Reason").fill("Decided today.");
  await page.getByRole("button", { name: "Record the entry" }).click();
  // Too long for its class: the form comes back with what was typed.
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Grounds").inputValue()).toContain("lot 78");
  expect(page.url()).not.toContain("lot");
  await page.getByLabel("End", { exact: true }).fill(addDays(utcToday(), 40));
  await page.getByRole("button", { name: "Record the entry" }).click();
  await page.getByRole("status").waitFor();
  const entry = new URL(page.url()).pathname;
  expect(entry).toMatch(/^\/en\/registers\/[0-9a-f-]{36}$/);
  // Pages that are kept hear of it a moment later.
  const shopSays = (words: string) =>
    expect.poll(
      async () => {
        await page.goto(shop);
        return page.getByText(words).count();
      },
      { timeout: 20_000 },
    );
  await shopSays("Kettles of lot 78 may catch fire.").toBe(1);

  await page.goto(entry);
  await page.getByLabel("Reason").first().fill("They say it was another lot.");
  await page.getByRole("button", { name: "Mark as disputed" }).click();
  await page.getByRole("status").waitFor();
  await shopSays("Disputed: the entry is contested").toBe(1);

  await page.goto(entry);
  await page.getByLabel("Reason").last().fill("All taken back.");
  await page.getByRole("button", { name: "Repair and take down" }).click();
  await page.getByText("This entry has ended.").waitFor();
  expect(await page.getByRole("button", { name: "Repair and take down" }).count()).toBe(0);
  await shopSays("Kettles of lot 78 may catch fire.").toBe(0);
});

test("pages of registers and their notices are sound and open to everybody in each language", async () => {
  const { cookies, client } = await signIn("authority-admin");
  const [kept] = await db<{ id: string; number: string; scheme: string }[]>`
    select e.id, i.number, i.scheme from public_entries e
    join authorities a on a.id = e.authority_id and a.slug = ${TOWN}
    join entity_identifiers i on i.entity_id = e.entity_id limit 1`;
  const page = await visit("/en", { viewport: { width: 390, height: 844 } });
  await page.context().addCookies(cookies);
  for (const locale of LOCALES) {
    for (const path of [
      "registers",
      "registers/new",
      `registers/${kept?.id}`,
      `entities/${kept?.scheme}/${kept?.number}`,
    ]) {
      const address = `/${locale}/${path}`;
      const answer = await client.get(address);
      expect([address, answer.status]).toEqual([address, 200]);
      expect(await findMarkupFaults(await answer.text(), address)).toEqual([]);
      await page.goto(address);
      expect([address, ...(await findBarriers(page))]).toEqual([address]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([address, width]).toEqual([address, 390]);
    }
  }
  expect(page.faults).toEqual([]);
});
