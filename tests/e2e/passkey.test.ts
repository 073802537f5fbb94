import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { startServer, type TestServer } from "@/tests/support/server";

let db: Db;
let town: TestServer;

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  town = await startServer(inject("databaseUrl"));
});
afterAll(async () => {
  await town?.stop();
  await db?.end();
});

/** A device of the browser's own that asks its holder, or does not. */
async function plugIn(page: Page, isUserVerified = true): Promise<CDPSession> {
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return devices;
}

async function signInByPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("a passkey is set up instead of an app, signs in alone, and is asked for after the password", async () => {
  const { email } = await makeOfficial(db);
  const page = await visit("/en/sign-in?next=/en/account", { baseURL: town.url });
  const devices = await plugIn(page);
  await signInByPassword(page, email);
  await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await page.getByText("No app is set up.").waitFor();

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/en");
  await page.goto("/en/account");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/en");
  await page.goto("/en/account");
  await signInByPassword(page, email);
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  // The password alone must not set up another second factor.
  await page.goto("/en/account/second-factor");
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  const asked = await page.request.get("/api/auth/passkey/generate-register-options");
  expect(asked.status()).toBe(403);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: "Worklist" }).waitFor();
  await page.goto("/en/account");

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("The passkey is removed.").waitFor();
  expect(await page.getByRole("button", { name: "Remove" }).count()).toBe(0);
  expect(page.faults).toEqual([]);
  await devices.detach();
  await page.context().close();
});

test("a device that does not ask who holds it is no second factor", async () => {
  const { email, id } = await makeOfficial(db);
  const page = await visit("/en/sign-in?next=/en/account", { baseURL: town.url });
  await plugIn(page, false);
  await signInByPassword(page, email);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("No passkey was added.").waitFor();
  expect(await db`select id from passkeys where user_id = ${id}`).toHaveLength(0);
  await page.context().close();
});

test("what a passkey's ceremony answers holds no token", async () => {
  const { email } = await makeOfficial(db);
  const page = await visit("/en/sign-in?next=/en/account", { baseURL: town.url });
  await plugIn(page);
  const answers: string[] = [];
  await page.route("**/verify-*", async (route) => {
    const response = await route.fetch();
    answers.push(await response.text());
    await route.fulfill({ response });
  });
  await signInByPassword(page, email);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  expect(answers).toEqual(['{"ok":true}']);
  await page.context().close();
});
