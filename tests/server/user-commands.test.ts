import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { verifyPassword } from "@/services/password";
import { createDatabase } from "@/tests/support/database";

let url: string;
let drop: () => Promise<void>;
let db: Db;

beforeAll(async () => {
  ({ url, drop } = await createDatabase());
  db = connect(url, { max: 2 });
  await db`insert into authorities (slug, name, country, language, invented) values ('town', 'Town', 'EE', 'et', false)`;
});
afterAll(async () => {
  await db?.end();
  await drop?.();
});

/** A script of the server in a process of its own. */
async function run(script: string, args: string[], input = "", env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    env: {
      PATH: process.env.PATH ?? "",
      DATABASE_URL: url,
      ...env,
    } as unknown as NodeJS.ProcessEnv,
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, out, err };
}
const placard = (args: string[], input?: string) => run("server/placard.ts", args, input);

test("the first admin is added from the terminal, with a link that chooses a password once", async () => {
  const added = await placard([
    "user",
    "add",
    "--email",
    "First@Town.example",
    "--name",
    "First",
    "--role",
    "platform-admin",
  ]);
  expect(added).toMatchObject({ code: 0 });
  const token = /reset\?token=([\w-]+)/.exec(added.out)?.[1] ?? "";
  expect(token.length).toBeGreaterThan(20);
  const [stored] = await db<{ identifier: string; hours: number }[]>`
    select identifier, extract(epoch from expires_at - now()) / 3600 as hours from verifications`;
  expect(stored?.identifier).not.toContain(token);
  expect(Number(stored?.hours)).toBeGreaterThan(23);
  expect(Number(stored?.hours)).toBeLessThanOrEqual(24);
});

test("a password is read from standard input, kept as a hash, and never printed", async () => {
  const password = "four unrelated plain words";
  const args = ["user", "add", "--email", "ins@town.example", "--name", "I", "--role", "inspector"];
  const added = await placard(
    [...args, "--authority", "town", "--password-stdin"],
    `${password}\n`,
  );
  expect(added.code).toBe(0);
  expect(added.out + added.err).not.toContain(password);
  const [account] = await db<{ password: string }[]>`select password from accounts`;
  expect(await verifyPassword(account?.password ?? "", password)).toBe(true);
});

test("roles are listed and ended, and whoever held one is signed out", async () => {
  const args = ["user", "add", "--email", "r@town.example", "--name", "R", "--role", "reviewer"];
  await placard([...args, "--authority", "town"]);
  await db`
    insert into sessions (id, user_id, token, expires_at)
    select 's', id, 't', now() + interval '1 hour' from users where email = 'r@town.example'`;
  const listed = await placard(["user", "roles", "r@town.example"]);
  expect(listed.out).toContain("reviewer  Town");
  const id = /^\d+/.exec(listed.out)?.[0] ?? "";
  expect(await placard(["user", "end", id])).toMatchObject({ code: 0 });
  expect(await db`select id from sessions where id = 's'`).toHaveLength(0);
  expect((await placard(["user", "roles", "r@town.example"])).out).toContain("No role.");
  expect(await placard(["user", "end", id])).toMatchObject({ code: 1 });
});

test.each([
  [["--email", "nonsense", "--role", "auditor"], 1, "no e-mail address"],
  [["--email", "a@b.example", "--role", "inspector"], 1, "--authority"],
  [["--email", "a@b.example", "--role", "inspector", "--authority", "nowhere"], 1, "nowhere"],
  [["--email", "a@b.example", "--role", "king"], 2, "king"],
  [["--email", "a@b.example", "--role", "auditor", "--password-stdin"], 1, "12 characters"],
])("user add %j is refused with a reason", async (args, code, reason) => {
  const refused = await placard(["user", "add", "--name", "A", ...args], "short");
  expect(refused.code).toBe(code);
  expect(refused.err).toContain(reason);
  expect(await db`select id from users where email = 'a@b.example'`).toHaveLength(0);
});

test("without AUTH_SECRET nothing starts that is not a demonstration, and it says why", async () => {
  const refused = await run("server/start.ts", [], "", { NODE_ENV: "production", PORT: "0" });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("No AUTH_SECRET");
  const short = await run("server/start.ts", [], "", { PORT: "0", AUTH_SECRET: "short" });
  expect(short.code).toBe(1);
  expect(short.err).toContain("AUTH_SECRET");
});

test("an authority's time zone is set by its name, and what is none is refused in words", async () => {
  const set = (...args: string[]) => placard(["authority", "set-time-zone", ...args]);
  const zone = async () =>
    (await db`select time_zone from authorities where slug = 'town'`)[0]?.timeZone;
  expect(await set("town", "europe/tallinn")).toMatchObject({ code: 0 });
  expect(await zone()).toBe("Europe/Tallinn");
  for (const none of ["Europe/Nowhere", "MSK", "UTC+3", "+03:00"]) {
    const refused = await set("town", none);
    expect([none, refused.code, refused.err]).toEqual([none, 1, expect.stringContaining(none)]);
  }
  expect(await set("village", "Europe/Tallinn")).toMatchObject({ code: 1 });
  expect(await zone()).toBe("Europe/Tallinn");
});
