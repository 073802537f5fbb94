import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { visit } from "@/tests/e2e/browser";
import { startIdentityProvider } from "@/tests/support/identity-provider";
import { makeOfficial } from "@/tests/support/people";
import { startServer, type TestServer } from "@/tests/support/server";

let db: Db;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
/** One that trusts the provider with both factors, and one that does not. */
let trusting: TestServer;
let careful: TestServer;

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  provider = await startIdentityProvider((email) => !email.startsWith("unverified"));
  const settings = {
    OIDC_ISSUER: provider.url,
    OIDC_CLIENT_ID: "placard",
    OIDC_CLIENT_SECRET: "a secret between the two of them",
    OIDC_NAME: "State ID",
  };
  trusting = await startServer(inject("databaseUrl"), { ...settings, OIDC_BOTH_FACTORS: "1" });
  careful = await startServer(inject("databaseUrl"), settings);
  for (const { url } of [trusting, careful]) provider.redirectTo(`${url}/api/auth/callback/oidc`);
});
afterAll(async () => {
  await trusting?.stop();
  await careful?.stop();
  await provider?.stop();
  await db?.end();
});

/** Goes through the provider's own pages as whoever is named. */
async function signInThere(url: string, email: string, next = "?next=/en/account") {
  const page = await visit(`/en/sign-in${next}`, { baseURL: url });
  await page.getByRole("link", { name: "Sign in with State ID" }).click();
  await page.locator("input[name=login]").fill(email);
  await page.locator("input[name=password]").fill("anything");
  await page.getByRole("button").first().click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${url}/**`);
  return page;
}

test("an official signs in by the identity provider and stays who they are here", async () => {
  const { id, email } = await makeOfficial(db);
  const page = await signInThere(trusting.url, email);
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await page.locator("main").getByText("Somebody Real").waitFor();
  const accounts = await db<
    { providerId: string; accessToken: string | null; idToken: string | null }[]
  >`
    select provider_id, access_token, id_token from accounts
    where user_id = ${id} and provider_id = 'oidc'`;
  expect(accounts).toEqual([{ providerId: "oidc", accessToken: null, idToken: null }]);
  const log = await db`
    select allowed from access_log where action = 'sign-in' and subject = ${`user:${id}`}`;
  expect(log).toMatchObject([{ allowed: true }]);
  await page.context().close();

  const again = await signInThere(trusting.url, email);
  await again.getByRole("heading", { name: "Your account" }).waitFor();
  await again.context().close();
});

test("whoever asked for nothing else begins with their own work, as after a password", async () => {
  const { email } = await makeOfficial(db, "reviewer");
  const page = await signInThere(trusting.url, email, "");
  await page.getByRole("heading", { name: "Review", exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/en/review");
  await page.context().close();
  const other = await makeOfficial(db);
  const led = await signInThere(careful.url, other.email, "");
  await led.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  await led.context().close();
});

test("where the provider is not trusted with both factors, ours is asked for", async () => {
  const { email } = await makeOfficial(db);
  const page = await signInThere(careful.url, email);
  await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  await page.context().close();
});

test("nobody new comes in, nor anybody whose address the provider has not verified", async () => {
  const before = await db`select id from users`;
  const { id } = await makeOfficial(db);
  await db`update users set email = 'unverified@town.example' where id = ${id}`;
  for (const email of ["stranger@town.example", "unverified@town.example"]) {
    const page = await signInThere(trusting.url, email);
    await page.locator("main").getByRole("alert").waitFor();
    expect(new URL(page.url()).pathname).toBe("/en/sign-in");
    await page.goto("/en/account");
    expect(new URL(page.url()).pathname).toBe("/en/sign-in");
    await page.context().close();
  }
  expect(await db`select id from users`).toHaveLength(before.length + 1);
  expect(await db`select id from accounts where user_id = ${id} and provider_id = 'oidc'`).toEqual(
    [],
  );
});

test("an invented account does not come in by the provider either", async () => {
  const page = await signInThere(trusting.url, "reviewer@demo-tallinn.example");
  await page.locator("main").getByRole("alert").waitFor();
  await page.goto("/en/account");
  expect(new URL(page.url()).pathname).toBe("/en/sign-in");
  await page.context().close();
});
