import { connect } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startFront, type TestFront, touchedSite } from "@/tests/support/front";
import { request } from "@/tests/support/raw-request";

let front: TestFront;
let asked = 0;
const TILE = [100, 200] as const;

beforeAll(async () => {
  const app = new Hono()
    .get("/api/v1/map/:tile", (c) => {
      asked += 1;
      c.header("placard-footprint", JSON.stringify({ tile: TILE }));
      return c.json({ asked });
    })
    .get("/api/v1/own", (c) => c.json({}, 200, { "cache-control": "no-store" }))
    .get("/api/v1/fault", () => {
      throw new Error("a fault of ours");
    })
    .get("/api/v1/wrong", (c) => {
      asked += 1;
      return c.json({ asked }, 400);
    });
  app.onError((error) => {
    throw error;
  });
  front = await startFront({ app, settings: { REQUESTS_PER_MINUTE: "40" } });
});
beforeEach(() => {
  asked = 0;
});
afterAll(() => front.stop());

/** Each test asks from an address of its own, as a proxy on this machine would say. */
const from = (address: string) => ({ "x-forwarded-for": address });

test("a tile is asked for again once something in it is published, not for what lies outside", async () => {
  const tile = () => request(`${front.url}/api/v1/map/t`, from("192.0.2.1"));
  await tile();
  await front.publish([touchedSite({ morton: TILE[1] + 1 })]);
  await tile();
  expect(asked).toBe(1);
  await front.publish([touchedSite({ morton: TILE[1] })]);
  await tile();
  expect(asked).toBe(2);
  expect((await tile()).headers["placard-footprint"]).toBeUndefined();
});

test("refusals are kept for nobody", async () => {
  await request(`${front.url}/api/v1/wrong`, from("192.0.2.2"));
  await request(`${front.url}/api/v1/wrong`, from("192.0.2.2"));
  expect(asked).toBe(2);
});

test("a fault answers problem details that name the request and nothing of the fault", async () => {
  const answer = await request(`${front.url}/api/v1/fault`, from("192.0.2.3"));
  expect(answer.status).toBe(500);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(answer.text)).toMatchObject({
    status: 500,
    instance: answer.headers["x-request-id"],
  });
  expect(answer.text).not.toContain("a fault of ours");
});

test.each(["POST", "PUT", "DELETE", "PATCH"])(
  "%s is refused with what is allowed",
  async (method) => {
    const answer = await request(`${front.url}/api/v1/map/t`, from("192.0.2.4"), method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS");
  },
);

test("an address that asks too often is told when to go on, and others are not held up", async () => {
  const ask = (address: string) => request(`${front.url}/api/v1/map/limits`, from(address));
  const answers = [];
  for (let i = 0; i < 41; i += 1) answers.push(await ask("2001:db8:1:1::1"));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.slice(0, 40).every((status) => status === 200)).toBe(true);
  const refused = answers[40];
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  expect(refused?.headers["ratelimit-policy"]).toBe('"requests";q=40;w=60');
  expect(answers[0]?.headers.ratelimit).toMatch(/^"requests";r=39;t=\d+$/);
  // Whoever has one address of a /64 net has them all.
  expect((await ask("2001:db8:1:1:ffff::2")).status).toBe(429);
  expect((await ask("2001:db8:1:2::1")).status).toBe(200);
});

test("operators are told of process, database and counts; others are told no counts", async () => {
  expect((await request(`${front.url}/healthz`)).text).toBe('{"ok":true}');
  const ready = await request(`${front.url}/readyz`);
  expect(JSON.parse(ready.text)).toMatchObject({ ready: true, databaseAwaySince: null });
  const metrics = await request(`${front.url}/metrics`);
  expect(metrics.text).toContain("placard_request_seconds_bucket");
  expect(metrics.text).not.toMatch(/192\.0\.2|2001:db8/);
  expect((await request(`${front.url}/metrics`, from("192.0.2.5"))).status).toBe(403);
});

test.each([
  "http://elsewhere.example/en",
  "/feeds/../data/files/index.json",
  "/_next/static/%2E%2e/en",
  "/en/.\\data",
])("a target that is no plain path is refused: %s", async (target) => {
  const socket = connect(Number(new URL(front.url).port), "localhost");
  socket.end(`GET ${target} HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /);
});

test("what may not be kept is not said to be public either", async () => {
  const answer = await request(`${front.url}/api/v1/own`, from("192.0.2.6"));
  expect(answer.status).toBe(200);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers["cdn-cache-control"]).toBeUndefined();
});

test("with a token only the token opens the counts", async () => {
  const guarded = await startFront({ settings: { METRICS_TOKEN: "a-long-enough-secret" } });
  const status = async (headers: Record<string, string>) =>
    (await request(`${guarded.url}/metrics`, headers)).status;
  expect(await status({})).toBe(403);
  expect(await status({ authorization: "Bearer a-long-enough-guess!" })).toBe(403);
  expect(await status({ authorization: "Bearer a-long-enough-secret" })).toBe(200);
  await guarded.stop();
});
