import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, database } from "@/db/client";
import { endAuthorityKey } from "@/db/commands/tax/authority-key";
import { lockTaxSource } from "@/db/commands/tax/tax-source";
import {
  counts,
  delivery,
  newCompanies,
  openTaxSender,
  type TaxSender,
} from "@/tests/api/tax-sender";
import {
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeKey,
  registerCode,
  signatureOf,
} from "@/tests/support/tax-feed";
import { untilWaiting } from "@/tests/support/waiting";

let sender: TaxSender;

beforeAll(async () => {
  sender = await openTaxSender();
});
afterAll(() => sender.close());

test("a signed delivery is taken over once", async () => {
  const body = delivery();
  const first = await sender.send(body);
  expect(first.status).toBe(201);
  const receipt = (await first.json()) as { id: string };
  expect(receipt).toMatchObject({ state: "applied", repeated: false, moves: { "new>green": 3 } });
  const before = await counts();
  const again = await sender.send(body);
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
        return [other(body), { "placard-signature": signatureOf(body, sender.key.privateKey) }];
      },
      401,
      /not one of this body/,
    ],
    [
      "truncated",
      () => {
        const body = delivery();
        const short = body.slice(0, body.lastIndexOf("ee-regcode"));
        return [short, { "placard-signature": signatureOf(body, sender.key.privateKey) }];
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
        return [turned, { "placard-signature": signatureOf(body, sender.key.privateKey) }];
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
    const response = await sender.send(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(((await response.json()) as { detail: string }).detail).toMatch(why);
    expect(await counts()).toEqual(before);
  });

  test("signed with a key that has ended", async () => {
    const ended = await makeKey(database(), sender.authorityId);
    await endAuthorityKey(database(), null, ended.id);
    const before = await counts();
    const body = delivery();
    const response = await sender.send(body, {
      "placard-key": ended.id,
      "placard-signature": signatureOf(body, ended.privateKey),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/has ended/) });
    expect(await counts()).toEqual(before);
    const [trace] = await database()`
      select count(*)::int as traces from access_log
      where authority_id = ${sender.authorityId} and subject like '%:key-ended' and not allowed`;
    expect(trace).toEqual({ traces: 1 });
  });

  test("of older figures than are known", async () => {
    const company = newCompanies(1);
    const row = feedRow(company, { as_of: "2026-01-31" });
    await sender.send(feedCsv([row]));
    const late = await sender.send(feedCsv([{ ...row, ...IN_ARREARS, as_of: "2026-01-30" }]));
    expect(await late.json()).toMatchObject({ state: "applied", moves: { older: 1 } });
    const [current] = await database()`
      select standing from tax_standings s join entity_identifiers i using (entity_id)
      where i.number = ${registerCode(company)} and superseded_by is null`;
    expect(current).toEqual({ standing: "green" });
  });
});

test("who finds the authority's deliveries locked is told when to come again", async () => {
  const holder = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  try {
    await holder.begin(async (tx) => {
      await lockTaxSource(tx, sender.authorityId, "1970-01-01");
      const response = await sender.send(delivery());
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "30"]);
    });
  } finally {
    await holder.end();
  }
});

test("a key that ends while a delivery waits for another counts no more", async () => {
  const ending = await makeKey(database(), sender.authorityId);
  const holder = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const before = await counts();
  try {
    const body = delivery();
    const response = await holder.begin(async (tx) => {
      await lockTaxSource(tx, sender.authorityId, "1970-01-01");
      const sent = sender.send(body, {
        "placard-key": ending.id,
        "placard-signature": signatureOf(body, ending.privateKey),
      });
      await untilWaiting(database());
      await endAuthorityKey(database(), null, ending.id);
      return { sent };
    });
    expect((await response.sent).status).toBe(401);
  } finally {
    await holder.end();
  }
  expect(await counts()).toEqual(before);
});
