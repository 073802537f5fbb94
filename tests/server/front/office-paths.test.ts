import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { connect } from "@/db/client";
import { startFront, type TestFront } from "@/tests/support/front";
import { request } from "@/tests/support/raw-request";

let front: TestFront;
let asked: { url: string; method: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  front = await startFront({
    handle: async (incoming, response) => {
      let body = "";
      for await (const chunk of incoming) body += chunk;
      const { url = "", method = "", headers } = incoming;
      asked.push({ url, method, headers, body });
      if (url.includes("refused")) {
        (response as ServerResponse & { refuse: () => void }).refuse();
        // As Next goes on in its own way.
        response.statusCode = 404;
        response.setHeader("x-late", "1");
        response.write("a page that is not theirs");
      }
      response.end(`answer ${asked.length}`);
    },
    settings: { TRUSTED_PROXIES: "loopback" },
  });
});
beforeEach(() => {
  asked = [];
});
afterAll(() => front.stop());

const PATHS = [
  "/en/inspect",
  "/zh/review/x",
  "/ar/account",
  "/en/admin?x=1",
  "/en/my",
  "/en/tax",
  "/en/sign-in/reset",
  "/office/visits/1",
  "/api/auth/x",
];

test.each(PATHS)("%s goes to Next each time, and nothing on the way may keep it", async (path) => {
  const first = await request(`${front.url}${path}`);
  const again = await request(`${front.url}${path}`);
  expect([first.text, again.text]).toEqual(["answer 1", "answer 2"]);
  expect(first.headers["cache-control"]).toBe("private, no-store");
  expect(first.headers["content-security-policy"]).toContain("'nonce-");
  expect(first.headers["cdn-cache-control"]).toBeUndefined();
});

test("what only sounds like a part of the back-office is a public page", async () => {
  for (const path of ["/en/inspectors", "/en/my-town", "/officer/x", "/en/sites/inspect"]) {
    const answer = await request(`${front.url}${path}`);
    expect([path, answer.headers["cache-control"]]).not.toEqual([path, "private, no-store"]);
  }
});

test.each(["POST", "PUT", "DELETE"])("%s arrives with its body", async (method) => {
  const answer = await fetch(`${front.url}/office/visits/1`, {
    method,
    body: "what was typed",
    headers: { origin: front.url },
  });
  expect(answer.status).toBe(200);
  expect(asked).toMatchObject([{ method, body: "what was typed" }]);
});

test("what the front says of a request cannot be said by a client", async () => {
  const forged = { "placard-client": "10.9.8.7", "placard-target": "/en/admin" };
  await request(`${front.url}/en/account?a=1`, { ...forged, "x-forwarded-for": "203.0.113.9" });
  expect(asked[0]?.headers).toMatchObject({
    "placard-client": "203.0.113.9",
    "placard-target": "/en/account?a=1",
  });
});

test("a page that refuses is answered 403 with a sentence, and nothing of it gets out", async () => {
  const page = await request(`${front.url}/ar/inspect/refused`);
  expect(page.status).toBe(403);
  expect(page.text).toContain("هذا غير متاح لك");
  expect(page.text).not.toContain("not theirs");
  expect(page.text).toContain('href="/ar/sign-in"');
  expect(page.text).toContain('href="/zh/sign-in"');
  expect(page.headers["x-late"]).toBeUndefined();
  expect(page.headers["cache-control"]).toContain("no-store");
  const machine = await request(`${front.url}/office/refused`);
  expect(machine.status).toBe(403);
  expect(machine.headers["content-type"]).toBe("application/problem+json");
});

test("other methods are not passed on", async () => {
  const answer = await request(`${front.url}/en/account`, {}, "PATCH");
  expect(answer.status).toBe(405);
  expect(asked).toEqual([]);
});

test("while the database is away the back-office says so, and takes nothing", async () => {
  const [{ name = "" } = {}] = await front.db<
    { name: string }[]
  >`select current_database() as name`;
  const elsewhere = connect(inject("clusterUrl"), { max: 1 });
  await elsewhere.unsafe(`alter database ${name} allow_connections false`);
  await elsewhere`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await elsewhere.end();
  await vi.waitFor(() => expect(front.publications.awaySince).not.toBeNull(), 5000);
  const page = await request(`${front.url}/en/inspect`);
  expect(page.status).toBe(503);
  expect(page.headers["retry-after"]).toBe("5");
  const sent = await fetch(`${front.url}/office/visits/1`, {
    method: "PUT",
    body: "x",
    headers: { origin: front.url },
  });
  expect(sent.status).toBe(503);
  expect(asked).toEqual([]);
});
