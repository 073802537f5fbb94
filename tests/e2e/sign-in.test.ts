import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DEMO_PASSWORD } from "@/core/demo-password";
import type { Role } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { endMembership } from "@/db/commands/end-membership";
import { grantMembership } from "@/db/commands/grant-membership";
import { findRoles } from "@/db/queries/find-roles";
import { makeOfficial, PASSWORD } from "@/tests/support/people";
import { request } from "@/tests/support/raw-request";
import { startServer, type TestServer } from "@/tests/support/server";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { totp } from "@/tests/support/totp";
import { WebClient } from "@/tests/support/web-client";

let db: Db;
/** As a town runs it, on the data of the demonstration. */
let town: TestServer;

beforeAll(async () => {
  db = connect(inject("databaseUrl"), { max: 2 });
  town = await startServer(inject("databaseUrl"));
});
afterAll(async () => {
  await town?.stop();
  await db?.end();
});

const makeUser = (role?: Role) => makeOfficial(db, role);

async function backupCodes(client: WebClient): Promise<string[]> {
  const page = await (await client.get("/en/account/backup-codes")).text();
  return [...page.matchAll(/<li>([\w]{5}-[\w]{5})<\/li>/g)].map(([, code = ""]) => code);
}

test("an official without a second factor is led to set one up before anything else", async () => {
  const { email } = await makeUser();
  const client = new WebClient(town.url);
  expect(await client.signIn(email, PASSWORD, "/en/inspect")).toBe("/en/inspect");
  const asked = await client.get("/en/account");
  expect(asked.headers.get("location")).toBe("/en/sign-in/second-factor?next=%2Fen%2Faccount");
  const step = await client.get("/en/sign-in/second-factor?next=%2Fen%2Faccount");
  expect(step.headers.get("location")).toBe("/en/account/second-factor?next=%2Fen%2Faccount");
  await signInWithApp(client, email);
  expect((await client.get("/en/account")).status).toBe(200);
});

test("with an app set up, the password alone opens nothing; a code or a backup code does, each once", async () => {
  const { email } = await makeUser();
  const first = new WebClient(town.url);
  const secret = await signInWithApp(first, email);
  const codes = await backupCodes(first);
  expect(codes).toHaveLength(10);
  expect(await backupCodes(first)).toEqual([]);

  const client = new WebClient(town.url);
  expect(await client.signIn(email, PASSWORD)).toContain("/en/sign-in/second-factor");
  expect((await client.get("/en/account")).status).toBe(307);
  const wrong = await client.post("/office/sign-in/code", { code: "000000", locale: "en" });
  expect(wrong.headers.get("location")).toBe("/en/sign-in/second-factor?refused=code");
  // The same both times, whatever an app shows by then.
  const shown = totp(secret);
  const right = await client.post("/office/sign-in/code", { code: shown, locale: "en" });
  expect(right.headers.get("location")).toBe("/en/inspect");
  expect((await client.get("/en/account")).status).toBe(200);
  const replay = new WebClient(town.url);
  await replay.signIn(email, PASSWORD);
  const seen = await replay.post("/office/sign-in/code", { code: shown, locale: "en" });
  expect(seen.headers.get("location")).toContain("refused=code");
  expect((await replay.get("/en/account")).status).toBe(307);

  const lost = new WebClient(town.url);
  await lost.signIn(email, PASSWORD);
  const [code = ""] = codes;
  const used = await lost.post("/office/sign-in/code", { code, locale: "en" });
  expect(used.headers.get("location")).toBe("/en/inspect");
  const again = new WebClient(town.url);
  await again.signIn(email, PASSWORD);
  const twice = await again.post("/office/sign-in/code", { code, locale: "en" });
  expect(twice.headers.get("location")).toContain("refused=code");
});

test("many wrong codes end the attempt, and the password is asked for again", async () => {
  const { email } = await makeUser();
  const first = new WebClient(town.url);
  await signInWithApp(first, email);
  const client = new WebClient(town.url);
  await client.signIn(email, PASSWORD);
  const places = [];
  for (let i = 0; i < 7; i++) {
    const answer = await client.post("/office/sign-in/code", { code: "000000", locale: "en" });
    places.push(answer.headers.get("location"));
  }
  expect(places[0]).toContain("refused=code");
  expect(places.at(-1)).toBe("/en/sign-in?refused=gone");
});

test("a wrong password and an unknown address are answered alike, and tries run out for both", async () => {
  const { email, id } = await makeUser();
  const unknown = `${randomBytes(6).toString("hex")}@town.example`;
  for (const address of [email, unknown]) {
    const places = [];
    for (let i = 0; i < 9; i++) {
      places.push(await new WebClient(town.url).signIn(address, `wrong ${i} wrong wrong`));
    }
    expect(new Set(places.slice(0, 8))).toEqual(new Set(["/en/sign-in?refused=wrong"]));
    expect(places[8]).toBe("/en/sign-in?refused=often");
  }
  expect(await new WebClient(town.url).signIn(email, PASSWORD)).toBe("/en/sign-in?refused=often");
  const log = await db<{ allowed: boolean; subject: string }[]>`
    select allowed, subject from access_log where action = 'sign-in' and subject = ${`user:${id}`}`;
  expect(log.length).toBe(10);
  expect(log.every(({ allowed }) => !allowed)).toBe(true);
});

test("neither password nor token nor address is in the log of sign-ins", async () => {
  const { email } = await makeUser();
  await new WebClient(town.url).signIn(email, "a quite secret wrong password");
  await new WebClient(town.url).signIn("nobody@town.example", "a quite secret wrong password");
  const rows = await db`select * from access_log where action = 'sign-in'`;
  const text = JSON.stringify(rows);
  for (const secret of ["secret wrong", "127.0.0.1", "::1", "nobody@", email]) {
    expect(text).not.toContain(secret);
  }
});

test("a forgotten password is chosen anew by the link of a mail, once, and all are signed out", async () => {
  const { email } = await makeUser();
  const before = new WebClient(town.url);
  await before.signIn(email, PASSWORD);
  const asked = await before.post(
    "/office/sign-in/forgotten",
    { email: email.toUpperCase(), locale: "ar" },
    "/ar/sign-in/forgotten",
  );
  expect(asked.headers.get("location")).toBe("/ar/sign-in/forgotten?done=sent");
  const none = await before.post("/office/sign-in/forgotten", {
    email: "no@one.example",
    locale: "ar",
  });
  expect(none.headers.get("location")).toBe("/ar/sign-in/forgotten?done=sent");
  const mails = await db<{ text: string; locale: string }[]>`
    select text, locale from mails where recipient = ${email}`;
  expect(mails).toMatchObject([{ locale: "ar" }]);
  const token = /token=([\w-]+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
  expect(mails[0]?.text).toContain(`${town.url}/ar/sign-in/reset?token=`);
  const stored =
    await db`select identifier from verifications where identifier like ${`%${token}%`}`;
  expect(stored).toHaveLength(0);

  const client = new WebClient(town.url);
  expect(await (await client.get(`/ar/sign-in/reset?token=${token}`)).text()).toContain(email);
  const set = (password: string) =>
    client.post("/office/sign-in/reset", { token, password, locale: "ar" });
  expect((await set("short")).headers.get("location")).toContain("refused=short");
  expect((await set("password12345")).headers.get("location")).toContain("refused=common");
  expect((await set("another four plain words")).headers.get("location")).toBe(
    "/ar/sign-in?done=password",
  );
  expect((await set("yet other four plain words")).headers.get("location")).toBe(
    "/ar/sign-in/reset",
  );
  expect((await before.get("/en/sign-in/second-factor")).headers.get("location")).toBe(
    "/en/sign-in",
  );
  expect(await client.signIn(email, PASSWORD)).toContain("refused=wrong");
  expect(await client.signIn(email, "another four plain words")).toBe("/en/inspect");
});

test("whoever is added without a password chooses one by the link that is printed", async () => {
  const email = `${randomBytes(6).toString("hex")}@town.example`;
  const { authorityId } = await makeUser();
  const user = {
    email,
    name: "New Colleague",
    role: "reviewer" as const,
    authorityId,
    passwordHash: null,
  };
  const added = await addUser(db, user, new Date());
  if (!added.ok || !added.token) throw new Error("no token");
  const client = new WebClient(town.url);
  await client.post("/office/sign-in/reset", {
    token: added.token,
    password: PASSWORD,
    locale: "en",
  });
  expect(await client.signIn(email, PASSWORD)).toBe("/en/review");
});

test("a session ends when a role is given or ended, and the next one has the new roles", async () => {
  const { id, email, authorityId } = await makeUser("reviewer");
  const client = new WebClient(inject("siteUrl"));
  await client.signIn(email, PASSWORD);
  expect((await client.get("/en/account")).status).toBe(200);
  const granted = await grantMembership(db, null, { userId: id, role: "inspector", authorityId });
  expect((await client.get("/en/account")).status).toBe(307);
  await client.signIn(email, PASSWORD);
  expect(await (await client.get("/en/account")).text()).toContain("Inspector");
  if (granted.ok) await endMembership(db, null, granted.membershipId);
  expect((await client.get("/en/account")).status).toBe(307);
  expect((await findRoles(db, id)).map(({ role }) => role)).toEqual(["reviewer"]);
});

test("invented accounts sign in where the board is a demonstration and nowhere else", async () => {
  const email = "inspector@demo-tallinn.example";
  const demo = new WebClient(inject("siteUrl"));
  expect(await demo.signIn(email, DEMO_PASSWORD)).toBe("/en/inspect");
  expect((await demo.get("/en/account")).status).toBe(200);
  expect(await new WebClient(town.url).signIn(email, DEMO_PASSWORD)).toBe(
    "/en/sign-in?refused=wrong",
  );
  // A session made by the demonstration on the same database.
  const carried = new WebClient(town.url);
  for (const [name, value] of demo.cookies) carried.cookies.set(name, value);
  expect((await carried.get("/en/account")).status).toBe(307);
});

test("a request from another site changes nothing, whatever cookies come with it", async () => {
  const { email } = await makeUser();
  const client = new WebClient(inject("siteUrl"));
  await client.signIn(email, PASSWORD);
  const forms = [
    "/office/sign-out",
    "/office/account/sessions",
    "/office/account/password",
    "/office/sign-in",
  ];
  const senders = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: inject("siteUrl"), "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    {},
  ];
  for (const path of forms) {
    for (const headers of senders) {
      const answer = await client.send(path, { method: "POST", headers: headers as HeadersInit });
      expect([path, headers, answer.status]).toEqual([path, headers, 403]);
    }
  }
  expect((await client.get("/en/account")).status).toBe(200);
});

test("what is sent is limited in size, and a body without a length is not taken", async () => {
  const url = inject("siteUrl");
  const send = (path: string, headers: Record<string, string>) =>
    request(`${url}${path}`, { origin: url, ...headers }, "POST");
  expect((await send("/office/sign-in", { "content-length": "1048577" })).status).toBe(413);
  expect((await send("/office/photos/x", { "content-length": "27262977" })).status).toBe(413);
  expect((await send("/en/account", { "transfer-encoding": "chunked" })).status).toBe(411);
  const page = await send("/zh/account", { "content-length": "99999999" });
  expect(page.text).toContain("内容过大");
});

test("nothing of the back-office may be kept by anybody, and nothing of a session is in kept pages", async () => {
  const { email } = await makeUser();
  const client = new WebClient(inject("siteUrl"));
  await client.signIn(email, PASSWORD);
  for (const path of ["/en/account", "/en/sign-in", "/en/sign-in/forgotten", "/api/auth/x"]) {
    const answer = await client.get(path);
    expect([path, answer.headers.get("cache-control")]).toEqual([path, "private, no-store"]);
    expect(answer.headers.get("content-security-policy")).not.toContain("unsafe");
  }
  const mine = await (await client.get("/en/schemes")).text();
  const theirs = await fetch(`${inject("siteUrl")}/en/schemes`);
  expect(theirs.headers.get("cache-control")).toContain("public");
  for (const page of [mine, await theirs.text()]) expect(page).not.toContain("Somebody Real");
});

test("behind https the session's cookie is bound to the host and never sent in the open", async () => {
  const { email } = await makeUser();
  const board = await startServer(inject("databaseUrl"), { BASE_URL: "https://board.example" });
  const answer = await fetch(`${board.url}/office/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: "https://board.example" },
    body: new URLSearchParams({ email, password: PASSWORD, locale: "en" }),
  }).finally(() => board.stop());
  const [session = ""] = answer.headers.getSetCookie();
  expect(session).toMatch(/^__Host-placard\.session_token=[^;]+;/);
  for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) {
    expect(session).toContain(attribute);
  }
  expect(session).not.toContain("Domain");
});

test("only a page of the back-office is gone on to after signing in", async () => {
  const { email } = await makeUser();
  const evil = [
    "//evil.example",
    "https://evil.example",
    "/en/inspect/../../x",
    "/\\evil",
    "/en",
    "/en/inspect//evil",
  ];
  for (const next of evil) {
    const client = new WebClient(inject("siteUrl"));
    expect([next, await client.signIn(email, PASSWORD, next)]).toEqual([next, "/en/inspect"]);
  }
});

test("of the ways that identity offers over HTTP only those that a page uses are open", async () => {
  const client = new WebClient(inject("siteUrl"));
  const paths = [
    "sign-up/email",
    "sign-in/email",
    "two-factor/enable",
    "change-password",
    "delete-user",
    "update-user",
  ];
  for (const path of paths) {
    const answer = await client.send(`/api/auth/${path}`, {
      method: "POST",
      headers: { origin: inject("siteUrl"), "content-type": "application/json" },
      body: JSON.stringify({ email: "a@b.example", password: PASSWORD, name: "A" }),
    });
    expect([path, answer.status]).toEqual([path, 404]);
  }
});
