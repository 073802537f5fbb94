import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startFront, type TestFront, touchedSite } from "@/tests/support/front";
import { request } from "@/tests/support/raw-request";

const SCRIPT = "self.words = 'ready'";
let front: TestFront;
let drawn: { url: string; cookie: string | undefined }[] = [];
let broken = false;

const FOREIGN = "alert('not ours')";

/** Stands where Next stands: counts what it is asked for, and marks its scripts with the nonce. */
function draw(url: string, nonce: string): string {
  const filling = "word ".repeat(1000);
  return `<!DOCTYPE html><html><body><main>${url} drawn ${drawn.length} ${filling}</main><script>${FOREIGN}</script><script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

beforeAll(async () => {
  front = await startFront({
    handle: (asked, response) => {
      const url = asked.url ?? "";
      drawn.push({ url, cookie: asked.headers.cookie });
      if (broken) {
        response.writeHead(500).end("a fault");
        return;
      }
      if (url.includes("/missing")) response.statusCode = 404;
      if (url.includes("/cookie")) response.setHeader("set-cookie", "a=b");
      if (url.includes("/own")) response.setHeader("placard-footprint", '{"sites":["A"]}');
      response.setHeader("content-type", "text/html; charset=utf-8");
      const policy = String(asked.headers["content-security-policy"]);
      const page = draw(url, /'nonce-([\w+/=-]+)'/.exec(policy)?.[1] ?? "");
      response.end(url.includes("/late") ? `${page}<script>$RX("B:0")</script>` : page);
    },
  });
});
beforeEach(() => {
  drawn = [];
  broken = false;
});
afterAll(() => front.stop());

test("a thousand readers of a cold page cause one drawing and all get it", async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => request(`${front.url}/en/crowd`)),
  );
  expect(drawn).toHaveLength(1);
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
});

test("a publication has the page drawn anew on the next request, and only then", async () => {
  const first = await request(`${front.url}/en/news`);
  const again = await request(`${front.url}/en/news`);
  expect(again.text).toBe(first.text);
  await front.publish(null);
  const after = await request(`${front.url}/en/news`);
  expect(after.text).not.toBe(first.text);
  expect(drawn).toHaveLength(2);
});

test("a page with a footprint is drawn anew when its own place is published, not when another is", async () => {
  const other = touchedSite({ site: "B" });
  await request(`${front.url}/en/own`);
  await front.publish([other]);
  await request(`${front.url}/en/own`);
  expect(drawn).toHaveLength(1);
  await front.publish([{ ...other, site: "A" }]);
  await request(`${front.url}/en/own`);
  expect(drawn).toHaveLength(2);
});

test("whoever has the page is told 304, whatever revision it was made at", async () => {
  const first = await request(`${front.url}/en/same?q=1`);
  const etag = String(first.headers.etag);
  const again = await request(`${front.url}/en/same?q=1`, { "if-none-match": `"x", ${etag}` });
  expect(again).toMatchObject({ status: 304, text: "" });
  const none = await request(`${front.url}/en/same?q=1`, { "if-none-match": '"x"' });
  expect(none.status).toBe(200);
});

test("each encoding holds the same page, and what a client refuses is not sent", async () => {
  const plain = await request(`${front.url}/en/packed`);
  const br = await request(`${front.url}/en/packed`, { "accept-encoding": "gzip, deflate, br" });
  const gzip = await request(`${front.url}/en/packed`, { "accept-encoding": "gzip, br;q=0" });
  expect(br.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(br.body).toString()).toBe(plain.text);
  expect(gzip.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(gzip.body).toString()).toBe(plain.text);
  expect(plain.headers).toMatchObject({ vary: "accept-encoding" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
});

test("browsers ask each time; caches in between may go on alone for a while", async () => {
  const { headers } = await request(`${front.url}/en/headers`);
  expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
  expect(headers["cdn-cache-control"]).toContain("stale-if-error=86400");
  expect(Number(/max-age=(\d+)/.exec(String(headers["cdn-cache-control"]))?.[1])).toBeLessThan(31);
});

test("the policy names the hash of each script of ours and lets nothing else that is inline run", async () => {
  const { headers, text } = await request(`${front.url}/en/policy`);
  const policy = String(headers["content-security-policy"]);
  const hash = createHash("sha256").update(SCRIPT).digest("base64");
  expect(text).toContain(FOREIGN);
  expect(text).toContain(`<script>${SCRIPT}</script>`);
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(policy).not.toContain("unsafe");
});

test("a request that carries a session is neither answered from what is kept nor kept", async () => {
  const session = { cookie: "placard.session_token=secret" };
  const mine = await request(`${front.url}/en/private`, session);
  const theirs = await request(`${front.url}/en/private`);
  const again = await request(`${front.url}/en/private`, session);
  expect(new Set([mine.text, theirs.text, again.text]).size).toBe(3);
  expect(drawn.map(({ cookie }) => cookie)).toEqual([session.cookie, undefined, session.cookie]);
  const secure = { cookie: "a=b; __Secure-placard.session_token=secret" };
  expect((await request(`${front.url}/en/private`, secure)).text).not.toBe(theirs.text);
  const policy = String(mine.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{22}'/);
});

test("cookies of others neither reach a page nor keep anyone from what is kept", async () => {
  await request(`${front.url}/en/firewall`, { cookie: "__cf_bm=x; not-placard.y=z" });
  await request(`${front.url}/en/firewall`);
  expect(drawn).toEqual([{ url: "/en/firewall", cookie: undefined }]);
});

test.each(["/en/missing", "/en/cookie", "/en/late"])(
  "%s, which is not whole and public, is drawn each time",
  async (path) => {
    await request(`${front.url}${path}`);
    await request(`${front.url}${path}`);
    expect(drawn).toHaveLength(2);
  },
);

test("marks of trackers and the order of parameters make no other page", async () => {
  await request(`${front.url}/en?q=tea&domain=goods`);
  await request(`${front.url}/en?utm_source=x&domain=goods&q=tea&fbclid=1`);
  expect(drawn.map(({ url }) => url)).toEqual(["/en?domain=goods&q=tea"]);
});

test("HEAD has the headers of GET and no body", async () => {
  const get = await request(`${front.url}/en/head`);
  const head = await request(`${front.url}/en/head`, {}, "HEAD");
  expect(head.text).toBe("");
  expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  expect(head.headers.etag).toBe(get.headers.etag);
});

test("where drawing fails, the last good page is shown with its age, else a plain page of ours", async () => {
  const good = await request(`${front.url}/ar/faulty`);
  await front.publish(null);
  broken = true;
  const old = await request(`${front.url}/ar/faulty`);
  expect(old.status).toBe(200);
  expect(old.headers["cache-control"]).toBe("no-store");
  expect(old.headers["placard-as-of"]).toMatch(/^\d{4}-/);
  expect(old.text).toContain('<body><p class="as-of-note"');
  expect(old.text.replace(/<p class="as-of-note".*?<\/p>/, "")).toBe(good.text);
  const none = await request(`${front.url}/ar/never-drawn`);
  expect(none.status).toBe(500);
  expect(none.text).toContain('<html lang="ar" dir="rtl">');
  expect(none.text).toContain(String(none.headers["x-request-id"]));
});
