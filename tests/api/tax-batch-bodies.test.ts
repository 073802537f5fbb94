import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { endAuthorityKey } from "@/db/commands/tax/authority-key";
import { machineApp } from "@/server/machine-app";
import { ask } from "@/tests/api/documented";
import { counts, delivery, openTaxSender, type TaxSender } from "@/tests/api/tax-sender";
import { startFront, type TestFront } from "@/tests/support/front";
import { makeKey, signatureOf } from "@/tests/support/tax-feed";

let sender: TaxSender;

beforeAll(async () => {
  sender = await openTaxSender();
});
afterAll(() => sender.close());

/** A body that is told to begin and to go on, and tells when it is read. */
function slow(text: string) {
  const read = promised();
  const rest = promised();
  let pulls = 0;
  const body = new ReadableStream(
    {
      async pull(controller) {
        pulls += 1;
        read.resolve();
        await rest.promise;
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read: read.promise, goOn: rest.resolve, pulls: () => pulls };
}

function promised() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function stream(body: ReadableStream, headers: Record<string, string>): Promise<Response> {
  const init = { method: "POST", headers: { "content-type": "text/csv", ...headers }, body };
  return ask("/api/v1/tax/batches", { ...init, duplex: "half" } as RequestInit);
}

describe("a body is not even read", () => {
  const signature = `${"A".repeat(86)}==`;
  const unknown = "7a0c7b7e-3b1a-4d9e-9d4d-222222222222";
  test.each<[string, () => Record<string, string>, number]>([
    ["of a key nobody knows", () => ({ "placard-key": unknown }), 401],
    ["with what is no signature", () => ({ "placard-signature": "c2lnbmVk" }), 401],
    ["of more than is taken", () => ({ "content-length": String(2 ** 30 + 1) }), 413],
  ])("%s", async (_, given, status) => {
    const { body, pulls } = slow(delivery());
    const headers = { "placard-key": sender.key.id, "placard-signature": signature, ...given() };
    const response = await stream(body, headers);
    expect([response.status, pulls()]).toEqual([status, 0]);
  });

  test("of a key that has ended", async () => {
    const ended = await makeKey(database(), sender.authorityId);
    await endAuthorityKey(database(), null, ended.id);
    const { body, pulls } = slow(delivery());
    const headers = { "placard-key": ended.id, "placard-signature": signature };
    const response = await stream(body, headers);
    expect([response.status, pulls()]).toEqual([401, 0]);
  });

  test("while another by its key, or two of others, are under way", async () => {
    const begin = (by: TaxSender["key"]) => {
      const text = delivery();
      const sent = slow(text);
      const headers = {
        "placard-key": by.id,
        "placard-signature": signatureOf(text, by.privateKey),
      };
      return { ...sent, answer: stream(sent.body, headers) };
    };
    const [second, third] = [
      await makeKey(database(), sender.authorityId),
      await makeKey(database(), sender.authorityId),
    ];
    const first = begin(sender.key);
    await first.read;
    const again = begin(sender.key);
    const busy = await again.answer;
    expect([busy.status, busy.headers.get("retry-after"), again.pulls()]).toEqual([429, "30", 0]);
    const other = begin(second);
    await other.read;
    const full = begin(third);
    const refused = await full.answer;
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(full.pulls()).toBe(0);
    first.goOn();
    expect((await first.answer).status).toBe(201);
    other.goOn();
    expect((await other.answer).status).toBe(201);
    const after = begin(third);
    after.goOn();
    expect((await after.answer).status).toBe(201);
  });
});

describe("over the wire", () => {
  let front: TestFront;
  beforeAll(async () => {
    const url = process.env.DATABASE_URL;
    front = await startFront({ app: machineApp as never });
    process.env.DATABASE_URL = url;
  });
  afterAll(() => front.stop());

  test("a body that breaks off changes nothing", async () => {
    const before = await counts();
    const body = delivery(2000);
    const { port } = new URL(front.url);
    await new Promise<void>((resolve) => {
      const sent = request({
        port,
        method: "POST",
        path: "/api/v1/tax/batches",
        headers: {
          "content-type": "text/csv",
          "content-length": Buffer.byteLength(body),
          "placard-key": sender.key.id,
          "placard-signature": signatureOf(body, sender.key.privateKey),
        },
      });
      sent.on("error", () => {});
      sent.on("close", () => resolve());
      sent.write(body.slice(0, body.length / 2), () => sent.destroy());
    });
    expect(await counts()).toEqual(before);
    // Nor does it keep the room of those that follow.
    await expect.poll(async () => (await sender.send("")).status, { timeout: 10_000 }).toBe(422);
  });

  test("a whole one counts, also in pieces of unknown length", async () => {
    const body = delivery(3000);
    const pieces = body.match(/.{1,9000}/gs) ?? [];
    const response = await fetch(`${front.url}/api/v1/tax/batches`, {
      method: "POST",
      headers: {
        "content-type": "text/csv",
        "placard-key": sender.key.id,
        "placard-signature": signatureOf(body, sender.key.privateKey),
      },
      body: new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece === undefined) controller.close();
          else controller.enqueue(new TextEncoder().encode(piece));
        },
      }),
      duplex: "half",
    } as RequestInit);
    expect([response.status, await response.json()]).toMatchObject([
      201,
      { rows: 3000, state: "applied" },
    ]);
  });
});
