import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, database, officeDatabase } from "@/db/client";
import { endAuthorityKey } from "@/db/commands/tax/authority-key";
import { lockTaxSource } from "@/db/commands/tax/tax-source";
import { machineApp } from "@/server/machine-app";
import { ask } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { startFront, type TestFront } from "@/tests/support/front";
import {
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  makeTaxAuthority,
  registerCode,
  signatureOf,
} from "@/tests/support/tax-feed";

let drop: () => Promise<void>;
let authorityId: number;
let key: Awaited<ReturnType<typeof makeKey>>;
let next = 50_000;

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  authorityId = await makeTaxAuthority(database(), "tax-board");
  key = await makeKey(database(), authorityId);
});
afterAll(async () => {
  await Promise.all([database().end(), officeDatabase().end()]);
  await drop();
});

/** A delivery of companies that nobody has told of. */
function delivery(count = 3, given: Record<string, string> = {}): string {
  next += count;
  return feedCsv(Array.from({ length: count }, (_, i) => feedRow(next + i, given)));
}

function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return ask("/api/v1/tax/batches", {
    method: "POST",
    headers: {
      "content-type": "text/csv",
      "placard-key": key.id,
      "placard-signature": signatureOf(body, key.privateKey),
      ...headers,
    },
    body,
  });
}

async function counts() {
  const [row] = await database()`
    select (select count(*) from tax_batches) as batches, (select count(*) from tax_standings) as
      standings, (select count(*) from legal_entities) as entities,
      (select position from event_counter) as position`;
  return row;
}

test("a signed delivery is taken over once", async () => {
  const body = delivery();
  const first = await send(body);
  expect(first.status).toBe(201);
  const receipt = (await first.json()) as { id: string };
  expect(receipt).toMatchObject({ state: "applied", repeated: false, moves: { "new>green": 3 } });
  const before = await counts();
  const again = await send(body);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ id: receipt.id, repeated: true });
  expect(await counts()).toEqual(before);
});

describe("changes nothing and says why", () => {
  const other = (text: string) => text.replace("Number", "Numbre");
  const cases: [string, () => [string, Record<string, string>] | [string], number, RegExp][] = [
    ["unsigned", () => [delivery(), { "placard-signature": "" }], 401, /not one of this body/],
    ["without a key", () => [delivery(), { "placard-key": "" }], 401, /not one of this body/],
    [
      "with a key nobody knows",
      () => [delivery(), { "placard-key": "7a0c7b7e-3b1a-4d9e-9d4d-111111111111" }],
      401,
      /not one of this body/,
    ],
    [
      "forged",
      () => [delivery(), { "placard-signature": `${"A".repeat(86)}==` }],
      401,
      /not one of this body/,
    ],
    [
      "changed by a byte",
      () => {
        const body = delivery();
        return [other(body), { "placard-signature": signatureOf(body, key.privateKey) }];
      },
      401,
      /not one of this body/,
    ],
    [
      "truncated",
      () => {
        const body = delivery();
        const short = body.slice(0, body.lastIndexOf("ee-regcode"));
        return [short, { "placard-signature": signatureOf(body, key.privateKey) }];
      },
      401,
      /not one of this body/,
    ],
    [
      "reordered",
      () => {
        const body = delivery();
        const [header = "", ...rows] = body.trimEnd().split("\n");
        const turned = `${[header, ...rows.toReversed()].join("\n")}\n`;
        return [turned, { "placard-signature": signatureOf(body, key.privateKey) }];
      },
      401,
      /not one of this body/,
    ],
    ["empty", () => [""], 422, /empty/],
    [
      "with a natural person",
      () => [delivery(1, { legal_form: "sole-trader" })],
      422,
      /1 rows cannot be/,
    ],
    ["of another kind", () => [delivery(), { "content-type": "text/plain" }], 415, /text\/csv/],
  ];
  test.each(cases)("%s", async (_, make, status, why) => {
    const before = await counts();
    const [body, headers] = make();
    const response = await send(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(((await response.json()) as { detail: string }).detail).toMatch(why);
    expect(await counts()).toEqual(before);
  });

  test("signed with a key that has ended", async () => {
    const ended = await makeKey(database(), authorityId);
    await endAuthorityKey(database(), null, ended.id);
    const before = await counts();
    const body = delivery();
    const response = await send(body, {
      "placard-key": ended.id,
      "placard-signature": signatureOf(body, ended.privateKey),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/has ended/) });
    expect(await counts()).toEqual(before);
    const [trace] = await database()`
      select count(*)::int as traces from access_log
      where authority_id = ${authorityId} and subject like '%:key-ended' and not allowed`;
    expect(trace).toEqual({ traces: 1 });
  });

  test("of older figures than are known", async () => {
    next += 1;
    const row = feedRow(next, { as_of: "2026-01-31" });
    await send(feedCsv([row]));
    const late = await send(feedCsv([{ ...row, ...IN_ARREARS, as_of: "2026-01-30" }]));
    expect(await late.json()).toMatchObject({ state: "applied", moves: { older: 1 } });
    const [current] = await database()`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where i.number = ${registerCode(next)} and superseded_by is null`;
    expect(current).toEqual({ standing: "green" });
  });
});

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
    const headers = { "placard-key": key.id, "placard-signature": signature, ...given() };
    const response = await stream(body, headers);
    expect([response.status, pulls()]).toEqual([status, 0]);
  });

  test("of a key that has ended", async () => {
    const ended = await makeKey(database(), authorityId);
    await endAuthorityKey(database(), null, ended.id);
    const { body, pulls } = slow(delivery());
    const headers = { "placard-key": ended.id, "placard-signature": signature };
    const response = await stream(body, headers);
    expect([response.status, pulls()]).toEqual([401, 0]);
  });

  test("while another by its key, or two of others, are under way", async () => {
    const begin = (by: typeof key) => {
      const text = delivery();
      const sent = slow(text);
      const headers = {
        "placard-key": by.id,
        "placard-signature": signatureOf(text, by.privateKey),
      };
      return { ...sent, answer: stream(sent.body, headers) };
    };
    const [second, third] = [
      await makeKey(database(), authorityId),
      await makeKey(database(), authorityId),
    ];
    const first = begin(key);
    await first.read;
    const again = begin(key);
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

test("who finds the authority's deliveries locked is told when to come again", async () => {
  const holder = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  try {
    await holder.begin(async (tx) => {
      await lockTaxSource(tx, authorityId, "1970-01-01");
      const response = await send(delivery());
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "30"]);
    });
  } finally {
    await holder.end();
  }
});

test("a key that ends while a delivery waits for another counts no more", async () => {
  const ending = await makeKey(database(), authorityId);
  const holder = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const before = await counts();
  try {
    const body = delivery();
    const response = await holder.begin(async (tx) => {
      await lockTaxSource(tx, authorityId, "1970-01-01");
      const sent = send(body, {
        "placard-key": ending.id,
        "placard-signature": signatureOf(body, ending.privateKey),
      });
      await expect
        .poll(
          async () =>
            (
              await database()`
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`
            ).length,
        )
        .toBe(1);
      await endAuthorityKey(database(), null, ending.id);
      return { sent };
    });
    expect((await response.sent).status).toBe(401);
  } finally {
    await holder.end();
  }
  expect(await counts()).toEqual(before);
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
          "placard-key": key.id,
          "placard-signature": signatureOf(body, key.privateKey),
        },
      });
      sent.on("error", () => {});
      sent.on("close", () => resolve());
      sent.write(body.slice(0, body.length / 2), () => sent.destroy());
    });
    expect(await counts()).toEqual(before);
    // Nor does it keep the room of those that follow.
    await expect.poll(async () => (await send("")).status, { timeout: 10_000 }).toBe(422);
  });

  test("a whole one counts, also in pieces of unknown length", async () => {
    const body = delivery(3000);
    const pieces = body.match(/.{1,9000}/gs) ?? [];
    const response = await fetch(`${front.url}/api/v1/tax/batches`, {
      method: "POST",
      headers: {
        "content-type": "text/csv",
        "placard-key": key.id,
        "placard-signature": signatureOf(body, key.privateKey),
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
