import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Role } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { invite } from "@/db/commands/add-user";
import { visit } from "@/tests/e2e/browser";
import { findBarriers, findMarkupFaults } from "@/tests/e2e/examine";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { startServer, type TestServer } from "@/tests/support/server";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { totp } from "@/tests/support/totp";
import { WebClient } from "@/tests/support/web-client";

const LOCALES = ["en", "zh", "ar"] as const;

let db: Db;
let town: TestServer;
const clients: Record<"nobody" | "lacking" | "asked" | "signed in", WebClient | null> = {
  nobody: null,
  lacking: null,
  asked: null,
  "signed in": null,
};
let token = "";

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  town = await startServer(inject("databaseUrl"), {
    OIDC_ISSUER: "http://localhost:1",
    OIDC_CLIENT_ID: "placard",
    OIDC_CLIENT_SECRET: "x",
    OIDC_NAME: "State ID",
  });
  const client = () => new WebClient(town.url);
  clients.nobody = client();
  clients.lacking = client();
  await clients.lacking.signIn((await makeOfficial(db)).email, PASSWORD);
  await clients.lacking.post("/office/account/totp/begin", { password: PASSWORD });
  const official = await makeOfficial(db, "authority-admin");
  clients["signed in"] = client();
  await signInWithApp(clients["signed in"], official.email);
  await db`
    insert into passkeys (id, user_id, name, public_key, credential_id, counter, device_type, backed_up)
    values (${official.id}, ${official.id}, 'iPhone', 'x', ${official.id}, 0, 'multiDevice', true)`;
  clients.asked = client();
  await clients.asked.signIn(official.email, PASSWORD);
  token = await invite(db, official.id, new Date());
});
afterAll(async () => {
  await town?.stop();
  await db?.end();
});

const PAGES = [
  ["sign-in", "nobody", "/sign-in?next=/en/inspect&refused=wrong"],
  ["forgotten password", "nobody", "/sign-in/forgotten?refused=email"],
  ["forgotten password, sent", "nobody", "/sign-in/forgotten?done=sent"],
  ["new password", "nobody", "/sign-in/reset?token="],
  ["link that ended", "nobody", "/sign-in/reset?token=x"],
  ["second step", "asked", "/sign-in/second-factor?refused=code"],
  ["set-up", "lacking", "/account/second-factor?refused=code"],
  ["account", "signed in", "/account?done=password"],
  ["backup codes, seen", "signed in", "/account/backup-codes"],
] as const;

describe.each(LOCALES)("in %s", (locale) => {
  test.each(PAGES)(
    "%s: valid HTML, nothing for axe to find, nothing cut off",
    async (_, who, path) => {
      const client = clients[who];
      const full = `/${locale}${path}${path.endsWith("token=") ? token : ""}`;
      const html = await (await client?.get(full))?.text();
      expect(await findMarkupFaults(html ?? "", path)).toEqual([]);
      const cookies = [...(client?.cookies ?? [])].map(([name, value]) => ({
        name,
        value,
        url: town.url,
      }));
      for (const [width, colorScheme] of [
        [320, "dark"],
        [390, "light"],
        [1440, "dark"],
      ] as const) {
        const page = await visit("/healthz", {
          baseURL: town.url,
          viewport: { width, height: 800 },
          colorScheme,
          reducedMotion: "reduce",
        });
        await page.context().addCookies(cookies);
        await page.goto(full);
        expect(new URL(page.url()).pathname).toBe(full.split("?")[0]);
        expect(await findBarriers(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBe(width);
        expect(page.faults).toEqual([]);
        await page.context().close();
      }
    },
  );
});

test("without JavaScript somebody signs in, sets up an app and sees the codes", async () => {
  const { email } = await makeOfficial(db);
  const page = await visit("/ar/account", { baseURL: town.url, javaScriptEnabled: false });
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("main button[type=submit]").click();
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("main button[type=submit]").click();
  const secret = await page.locator("p.font-mono").textContent();
  await page.locator("input[name=code]").fill(totp((secret ?? "").replaceAll(/\s/g, "")));
  await page.locator("main button[type=submit]").first().click();
  await expect
    .poll(() => page.locator("main ul.font-mono li").count(), { timeout: 20_000 })
    .toBe(10);
  await page.locator("main a.control-primary").click();
  await page.waitForURL((url) => url.pathname === "/ar/account");
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await page.context().close();
});

test("the bar shows who is signed in and the parts that their role opens", async () => {
  const links = async (email: string) => {
    const page = await visit("/en/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const bar = page.getByRole("navigation", { name: "Back office" });
    await bar.waitFor();
    await page.waitForLoadState();
    const found = await bar.getByRole("link").allInnerTexts();
    await page.context().close();
    return found;
  };
  const of = async (role: Role) => links((await makeOfficial(db, role)).email);
  expect(await of("inspector")).toEqual(["Worklist", "Account"]);
  expect(await of("reviewer")).toEqual(["Worklist", "Review", "Registers", "Account"]);
  const admin = ["Worklist", "Registers", "Administration", "Account"];
  expect(await of("authority-admin")).toEqual(admin);
  const auditor = ["Worklist", "Review", "Tax", "Registers", "Administration", "Account"];
  expect(await of("auditor")).toEqual(auditor);
  expect(await of("tax-officer")).toEqual(["Tax", "Administration", "Account"]);
  expect(await of("platform-admin")).toEqual(["Administration", "Account"]);
});

test.each(LOCALES)(
  "in %s the bar of an auditor is whole on a phone, without JavaScript",
  async (locale) => {
    const client = new WebClient(inject("siteUrl"));
    await signInWithApp(client, (await makeOfficial(db, "auditor")).email);
    const url = inject("siteUrl");
    const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url }));
    const page = await visit("/healthz", {
      viewport: { width: 390, height: 800 },
      javaScriptEnabled: false,
    });
    await page.context().addCookies(cookies);
    await page.goto(`/${locale}/account`);
    const bar = page.locator(".office-bar");
    const boxes = await bar.locator("li a, summary").evaluateAll((all) =>
      all.map((one) => {
        const { left, right, height } = one.getBoundingClientRect();
        return left >= 0 && right <= 390 && height >= 44;
      }),
    );
    expect(boxes).toEqual([true, true, true, true, true, true]);
    await page.context().close();
  },
);

test("signing out ends the session and not only the cookie", async () => {
  const { email } = await makeOfficial(db);
  const client = new WebClient(inject("siteUrl"));
  await client.signIn(email, PASSWORD);
  const cookies = new Map(client.cookies);
  const out = await client.post("/office/sign-out", {}, "/zh/account");
  expect(out.headers.get("location")).toBe("/zh");
  for (const [name, value] of cookies) client.cookies.set(name, value);
  expect((await client.get("/en/account")).status).toBe(307);
});
