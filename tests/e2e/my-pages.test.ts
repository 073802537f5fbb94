import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { DEMO_PASSWORD } from "@/core/demo-password";
import { connect, type Db } from "@/db/client";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { signInAs } from "@/tests/e2e/sign-in-as";
import {
  giveTaxStanding,
  makeEntity,
  publishTheseEntities,
  taxAuthority,
} from "@/tests/support/entities";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { WebClient } from "@/tests/support/web-client";

const LOCALES = ["en", "zh", "ar"] as const;
const MESSAGES = { en, zh, ar };
const WAIT = { timeout: 20_000, interval: 100 };
const OWNER = "owner@demo-toronto.example";
const COMPANY = "10000018";

let db: Db;
let conditional = "";
let waiting = "";
let chain = "";
const clients = {
  owner: new WebClient(inject("siteUrl")),
  chain: new WebClient(inject("siteUrl")),
  tax: new WebClient(inject("siteUrl")),
};

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  await clients.owner.signIn(OWNER, DEMO_PASSWORD);
  await clients.chain.signIn("chain@demo-tallinn.example", DEMO_PASSWORD);
  const own = await db<{ publicId: string; state: string; siteId: number }[]>`
    select l.public_id, l.site_id, v.state from listings l
    join visits v on v.site_id = l.site_id
    join memberships m on m.site_id = l.site_id
    join users u on u.id = m.user_id where u.email = ${OWNER}`;
  conditional = own.find(({ state }) => state === "published")?.publicId ?? "";
  waiting = own.find(({ state }) => state === "awaiting")?.publicId ?? "";
  const [run] = await db<{ scheme: string; number: string }[]>`
    select i.scheme, i.number from entity_identifiers i
    join memberships m on m.entity_id = i.entity_id
    join users u on u.id = m.user_id where u.email = 'chain@demo-tallinn.example'
    order by i.scheme limit 1`;
  chain = `/my/entities/${run?.scheme}/${run?.number}`;
  const { sourceId } = await taxAuthority(db);
  const { email } = await makeOfficial(db, "tax-officer", "tax-office");
  await clients.tax.signIn(email, PASSWORD);
  const company = await makeEntity(db, { number: COMPANY, name: "Lepp & Kask Holdings" });
  await giveTaxStanding(db, company, {
    ...{ standing: "yellow", outcome: "attention", asOf: "2026-02-01", lapsesOn: "2099-03-18" },
    rule: "attention",
  });
  await publishTheseEntities(db, [company]);
  const enter = (siteId: number | null, entityId: number | null, key: string, from: string) => db`
    insert into register_entries (kind, entry_class, site_id, entity_id, authority_id, source_id,
      source_key, language, legal_basis, grounds, remedy, starts_on, ends_on, row_hash)
    select 'recall', 'serious', ${siteId}, ${entityId}, s.authority_id, s.id, ${key}, 'en',
      'Product Safety Act', 'A batch of salad was recalled.', 'Show that the batch is gone.',
      (now() at time zone 'UTC')::date + ${from}::interval,
      (now() at time zone 'UTC')::date + interval '20 months', ${key}
    from sources s where s.id = ${sourceId}`;
  const site = own.find(({ publicId }) => publicId === conditional)?.siteId ?? 0;
  await enter(site, null, "my-now", "-2 months");
  await enter(site, null, "my-coming", "10 days");
  await enter(null, company, "my-company", "-2 months");
  const invited = await clients.tax.post("/office/administration/representatives", {
    ...{ change: "entity", scheme: "ee-regcode", number: COMPANY },
    ...{ authorityId: String((await taxAuthority(db)).id), email: OWNER, name: "" },
  });
  expect(invited.headers.get("location")).toContain("done=representative");
  // A new role ends the sessions there were.
  await clients.owner.signIn(OWNER, DEMO_PASSWORD);
});
afterAll(async () => {
  await db?.end();
});

const PAGES = [
  ["what is somebody's own", "owner", () => "/my"],
  ["a chain's own", "chain", () => "/my"],
  ["a place with something to do", "owner", () => `/my/sites/${conditional}`],
  ["a place that waits", "owner", () => `/my/sites/${waiting}`],
  ["a business", "owner", () => `/my/entities/ee-regcode/${COMPANY}`],
  ["a business with many places", "chain", () => chain],
  ["representatives", "tax", () => "/admin/tax-office/representatives?done=representative"],
  ["representatives, refused", "tax", () => "/admin/tax-office/representatives?refused=not-rated"],
] as const;

describe.each(LOCALES)("in %s", (locale) => {
  test.each(PAGES)(
    "%s: valid HTML, nothing for axe to find, nothing cut off",
    async (_, who, path) => {
      const full = `/${locale}${path()}`;
      const response = await clients[who].get(full);
      expect(response.status, full).toBe(200);
      expect(await findMarkupFaults(await response.text(), full)).toEqual([]);
      const url = inject("siteUrl");
      const cookies = [...clients[who].cookies].map(([name, value]) => ({ name, value, url }));
      for (const [width, colorScheme] of [
        [390, "dark"],
        [1440, "light"],
      ] as const) {
        const page = await visit("/healthz", {
          viewport: { width, height: 800 },
          colorScheme,
          reducedMotion: "reduce",
        });
        await page.context().addCookies(cookies);
        await page.goto(full);
        for (const fold of await page.locator("main details").all()) {
          await fold.evaluate((one) => one.setAttribute("open", ""));
        }
        expect(await findBarriers(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBe(width);
        expect(page.faults).toEqual([]);
        await page.context().close();
      }
    },
  );
});

test("without JavaScript an owner finds what is due, why, and the report of the visit", async () => {
  const page = await signInAs("owner@demo-toronto", { javaScriptEnabled: false });
  expect(new URL(page.url()).pathname).toBe("/en/my");
  const bar = page.getByRole("navigation", { name: "Back office" });
  expect(await bar.getByRole("link").allTextContents()).toEqual(["My businesses", "Account"]);
  const rows = page.locator("#places li:has(a)");
  expect(await rows.first().textContent()).toMatch(/to be put right by/i);
  expect(await page.locator("#places").textContent()).toMatch(/the result is being confirmed/);
  await rows.first().getByRole("link").click();
  expect(await page.locator("main").textContent()).toMatch(/Conditional pass/);
  const toDo = page.locator("#to-do");
  expect(await toDo.textContent()).toMatch(/thermometer/);
  // Put right while the inspector was there, and counted all the same.
  expect(await toDo.textContent()).toMatch(
    /thermometer.*put right during the visit and still count.*salad fridge/s,
  );
  expect(await page.locator("main").textContent()).not.toMatch(/Avery Clarke/);
  expect(await page.locator("#coming").textContent()).toMatch(/Show that the batch is gone/);
  const report = page.locator("#reports a").first();
  const pdf = await page.request.get((await report.getAttribute("href")) ?? "");
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await page.context().close();
});

test("an owner reads why their business stands as it does, and until when, without an amount", async () => {
  const path = `/en/my/entities/ee-regcode/${COMPANY}`;
  const page = await (await clients.owner.get(path)).text();
  for (const words of [
    "Needs attention",
    "What restores it",
    "Pay what is owed",
    "18 March 2099",
  ]) {
    expect(page).toContain(words);
  }
  expect(page).toContain("Show that the batch is gone.");
});

test("without JavaScript a business lets more be told in every language, and takes it back", async () => {
  const told = async () =>
    Promise.all(
      LOCALES.map(async (locale) => {
        const answer = await fetch(`${inject("siteUrl")}/${locale}${chain.replace("/my", "")}`);
        const text = await answer.text();
        const { title, history } = MESSAGES[locale].taxPanel.consented;
        return [text.includes(title), text.includes(history)];
      }),
    );
  const all = (...said: boolean[]) => LOCALES.map(() => said);
  const page = await signInAs("chain@demo-tallinn", { javaScriptEnabled: false });
  await page.goto(`/en${chain}`);
  expect(await told()).toEqual(all(false, false));
  const press = async (name: string) => {
    await page.locator("#consent").getByRole("button", { name, exact: true }).click();
    await page.waitForLoadState();
    return page.locator("main").textContent();
  };
  expect(await press("Consent to names")).toMatch(/The public page tells it now/);
  // Pages that are kept hear of it a moment later.
  await vi.waitFor(async () => expect(await told()).toEqual(all(true, false)), WAIT);
  await press("Consent to names and twelve months");
  await vi.waitFor(async () => expect(await told()).toEqual(all(true, true)), WAIT);
  const shown = `/en${chain.replace("/my", "")}`;
  const html = await (await fetch(inject("siteUrl") + shown)).text();
  expect(await findMarkupFaults(html, shown)).toEqual([]);
  expect(await press("Take consent back")).toMatch(/Consent is taken back/);
  await vi.waitFor(async () => expect(await told()).toEqual(all(false, false)), WAIT);
  await page.context().close();
});

test("a chain is told how many of its places have something due or are not green, and sees these first", async () => {
  const page = await visit("/healthz", { javaScriptEnabled: false });
  const url = inject("siteUrl");
  const cookies = [...clients.chain.cookies].map(([name, value]) => ({ name, value, url }));
  await page.context().addCookies(cookies);
  await page.goto(`/en${chain}`);
  const places = page.locator("#places");
  const said = await places.getByText(/something due or (is|are) not green/).textContent();
  const count = Number(/^(\d+) of/.exec(said ?? "")?.[1]);
  expect(count).toBeGreaterThan(0);
  const rows = await places.locator("li:has(a)").allTextContents();
  const calls = rows.map((row) => /put right by|Not green/.test(row));
  expect(calls).toEqual(rows.map((_, at) => at < count));
  await page.context().close();
});

test("somebody else's place is refused as one that is not there, in the same words", async () => {
  const plain = async (path: string, who: WebClient) => {
    const response = await who.get(path);
    const text = await response.text();
    return [response.status, text.replaceAll(/"instance":"[^"]*"|<bdi>[\w-]+<\/bdi>/g, "")];
  };
  const nowhere = await plain("/en/my/sites/7K3M9QX2V2", clients.chain);
  expect(nowhere[0]).toBe(403);
  expect(nowhere[1]).toContain("None of the roles you hold allows this");
  expect(await plain(`/en/my/sites/${conditional}`, clients.chain)).toEqual(nowhere);
  expect((await plain(`/en/my/entities/ee-regcode/${COMPANY}`, clients.chain))[0]).toBe(403);
  expect((await plain("/en/my/entities/ee-regcode/x", clients.chain))[0]).toBe(403);
  expect((await plain("/en/my", clients.tax))[0]).toBe(403);
});

test("a tax officer administers who speaks for businesses, and nothing else", async () => {
  const landing = await clients.tax.get("/en/admin");
  expect(landing.headers.get("location")).toBe("/en/admin/tax-office/representatives");
  const page = await (await clients.tax.get("/en/admin/tax-office/representatives")).text();
  expect(page).toContain(OWNER);
  expect(page).not.toContain('name="site"');
  expect((await clients.tax.get("/en/admin/tax-office")).status).toBe(403);
  expect(page).toContain("Lepp &amp; Kask Holdings");
});
