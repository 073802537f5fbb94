import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import {
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";
import { WebClient } from "@/tests/support/web-client";

const LOCALES = ["en", "zh", "ar"] as const;
const DAY = new Date().toISOString().slice(0, 10);

let db: Db;
let held = "";
const officer = new WebClient(inject("siteUrl"));
const admin = new WebClient(inject("siteUrl"));

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  const authority = await makeTaxAuthority(db, "e2e-tax");
  const rows = (given: Record<string, string>) =>
    Array.from({ length: 70 }, (_, i) => feedRow(7_700_000 + i, { as_of: "2026-02-01", ...given }));
  await deliverText(db, authority, feedCsv(rows({})));
  const red = await deliverText(
    db,
    authority,
    feedCsv(rows({ ...IN_ARREARS, as_of: DAY })),
    new Date(),
  );
  if (!red.ok || red.state !== "held") throw new Error(JSON.stringify(red));
  held = red.id;
  await makeKey(db, authority);
  await officer.signIn((await makeOfficial(db, "tax-officer", "e2e-tax")).email, PASSWORD);
  await admin.signIn((await makeOfficial(db, "authority-admin", "e2e-tax")).email, PASSWORD);
});
afterAll(() => db?.end());

const CASE = `/tax/entities/ee-regcode/${registerCode(7_700_001)}`;
const PAGES = [
  ["desk", officer, () => "/tax"],
  ["held delivery", officer, () => `/tax/batches/${held}`],
  ["its second page", officer, () => `/tax/batches/${held}?move=green%3Ered&after=51`],
  ["case", officer, () => `${CASE}?refused=case-older`],
  ["keys", admin, () => "/admin/e2e-tax/keys?done=keyAdded"],
] as const;

describe.each(LOCALES)("in %s", (locale) => {
  test.each(PAGES)("the page of the %s is sound", async (_, client, path) => {
    const answer = await client.get(`/${locale}${path()}`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(await findMarkupFaults(html, path())).toEqual([]);
    expect(html).not.toMatch(/\btax\.[a-z]+[A-Z.]/);
  });
});

test("an officer without scripts looks at who turns, page by page, and releases", async () => {
  const first = await (await officer.get(`/en/tax/batches/${held}`)).text();
  expect(first).toContain("This delivery is held");
  expect(first).toMatch(/70 of 70 known entities would turn red at once/);
  expect(first).not.toContain("8,123");
  const listed = new Set(first.match(/\/en\/tax\/entities\/ee-regcode\/\d{8}/g));
  const more = first
    .match(/href="\?move|href="([^"]*after=\d+[^"]*)"/)?.[1]
    ?.replaceAll("&amp;", "&");
  const second = await (await officer.get(more ?? "")).text();
  for (const link of second.match(/\/en\/tax\/entities\/ee-regcode\/\d{8}/g) ?? [])
    listed.add(link);
  expect(listed.size).toBe(70);
  const refused = await officer.post("/office/tax/batches", { id: held, decision: "refuse" });
  expect(refused.headers.get("location")).toContain("refused=no-reason");
  const released = await officer.post("/office/tax/batches", { id: held, decision: "release" });
  expect(released.headers.get("location")).toContain("done=taxReleased");
  const [row] = await db`
    select tax_standing from entity_listings where number = ${registerCode(7_700_001)}`;
  expect(row).toEqual({ taxStanding: "red" });
});

test("an officer finds a case by its number, sees its figures, and puts it right", async () => {
  const found = await officer.post("/office/tax/find", {
    scheme: "ee-regcode",
    number: registerCode(7_700_001),
  });
  expect(found.headers.get("location")).toMatch(/\/tax\/entities\/ee-regcode\/\d{8}$/);
  const page = await (await officer.get(`/en${CASE}`)).text();
  expect(page).toContain("8,123.45");
  const entity = page.match(/name="entity" value="(\d+)"/)?.[1] ?? "";
  const edited = await officer.post("/office/tax/cases", {
    entity,
    asOf: DAY,
    legalBasis: "Taxation Act",
    grounds: "Booked to another period",
    undisputedArrears: "0",
    disputedArrears: "0",
    planActive: "false",
    overdueReturns: "0",
  });
  expect(edited.headers.get("location")).toContain("done=taxEdited");
  const after = await (await officer.get(`/en${CASE}`)).text();
  expect(after).toContain("Booked to another period");
  expect(after).toContain("In good standing");
});

test("the invented officer begins at the desk, where a delivery waits; nothing bars anybody", async () => {
  const page = await signInAs("officer@demo-tax-estonia");
  expect(new URL(page.url()).pathname).toBe("/en/tax");
  expect(await page.getByText("Waits for a second person").count()).toBeGreaterThan(0);
  expect(await findBarriers(page)).toEqual([]);
  await page
    .getByRole("link", { name: /^Figures of/ })
    .first()
    .click();
  await page.waitForURL(/\/tax\/batches\//);
  expect(await findBarriers(page)).toEqual([]);
  expect(page.faults).toEqual([]);
});

test("on a phone and in Arabic nothing is wider than the screen", async () => {
  const page = await visit("/ar/sign-in", { viewport: { width: 360, height: 740 } });
  const cookies = [...officer.cookies].map(([name, value]) => ({
    name,
    value,
    url: inject("siteUrl"),
  }));
  await page.context().addCookies(cookies);
  for (const path of ["/ar/tax", `/ar/tax/batches/${held}`, `/ar${CASE}`]) {
    await page.goto(inject("siteUrl") + path);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, wide]).toEqual([path, 0]);
  }
});
