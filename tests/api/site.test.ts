import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { type BlueDoors, openBlueDoors } from "@/tests/api/blue-doors";
import { ask } from "@/tests/api/documented";

let town: BlueDoors;

beforeAll(async () => {
  town = await openBlueDoors();
});
afterAll(() => town.close());

test("a site answers to its id in any spelling, with where it all comes from", async () => {
  const id = town.idOf("0");
  const body = await (await ask(`/api/v1/sites/${id}`)).json();
  expect(body).toMatchObject({
    id,
    name: "Blue Door 0",
    state: "open",
    authority: { slug: "testham", country: "GB" },
    ratings: [{ outcome: "1", colour: "red", ratedOn: "2020-01-31", staleOn: "2023-02-01" }],
    operator: { scheme: "ee-regcode", number: "10421629" },
    source: { name: "Ratings of Testham" },
    asOf: "2020-03-01",
  });
  for (const spelling of [id.toLowerCase(), id.replaceAll("-", "")]) {
    expect(await (await ask(`/api/v1/sites/${spelling}`)).json()).toEqual(body);
  }
});

test("a site says why it is rated so and what would make it better, where its source tells", async () => {
  const told = (await (await ask(`/api/v1/sites/${town.idOf("0")}`)).json()) as {
    reasons: unknown[];
  };
  expect(told.reasons).toMatchObject([
    {
      domain: "food",
      inputs: { hygiene: 5, structural: 20, confidence: 5 },
      rule: "within-1",
      met: [
        { name: "total", value: 30 },
        { name: "worst", value: 20 },
      ],
      missed: { outcome: "2", tests: [{ name: "worst", test: "lte", limit: 15, value: 20 }] },
      next: { colour: "green", ways: [{ changes: [{ input: "structural", from: 20, to: 10 }] }] },
      best: null,
    },
  ]);
  const untold = (await (await ask(`/api/v1/sites/${town.idOf("1")}`)).json()) as {
    reasons: unknown[];
  };
  expect(untold.reasons).toEqual([]);
});

test("an id that was never given and one with a typing error are told apart", async () => {
  const unknown = await ask("/api/v1/sites/0000-0000-00");
  expect(unknown.status).toBe(404);
  expect((await unknown.json()).errors).toEqual([]);
  const mistyped = await ask("/api/v1/sites/0000-0000-01");
  expect(mistyped.status).toBe(404);
  expect(await mistyped.json()).toMatchObject({ errors: [{ parameter: "id" }] });
  expect((await ask(`/api/v1/sites/${town.idOf("0")}?fields=all`)).status).toBe(400);
});

test("the history gives every rating as issued, with what took its place", async () => {
  const history = await (await ask(`/api/v1/sites/${town.idOf("3")}/history`)).json();
  const [now, before] = history.ratings;
  expect(now).toMatchObject({
    outcome: "0",
    ratedOn: "2020-02-20",
    supersededBy: null,
    visit: history.visits[0].id,
  });
  expect(before).toMatchObject({ outcome: "1", sourceAsOf: "2020-02-01", supersededBy: now.id });
  expect(history.visits[0].findings).toMatchObject([{ text: "Flies in the kitchen" }]);
  const first = await (await ask(`/api/v1/sites/${town.idOf("0")}/history`)).json();
  expect(first.ratings[0]).toMatchObject({ inputs: { hygiene: 5, structural: 20, confidence: 5 } });
  const renamed = await (await ask(`/api/v1/sites/${town.idOf("7")}/history`)).json();
  expect(renamed.names).toMatchObject([
    { name: "Blue Door 7", until: null },
    { name: "Green Gate", until: "2019-01-01" },
  ]);
});

test("a merged site leads to its successor, its history too", async () => {
  const db = database();
  await db`
    insert into sites (public_id, kind, category, state, merged_into)
    select '0000000000', 'fixed', 'other', 'merged', id from sites
    where public_id = ${town.publicIds.get("1") ?? ""}`;
  for (const tail of ["", "/history"]) {
    const response = await ask(`/api/v1/sites/0000-0000-00${tail}`);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(`/api/v1/sites/${town.idOf("1")}${tail}`);
  }
});
