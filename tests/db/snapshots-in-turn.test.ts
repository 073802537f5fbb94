import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { ImportRow } from "@/core/import-row";
import type { Db } from "@/db/client";
import { dumpAll } from "@/tests/support/dump";
import { ownDatabase } from "@/tests/support/own-database";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { listed, siteNamed, TOWN } from "@/tests/support/snapshot-town";

let db: Db;

beforeEach(async () => {
  db = await ownDatabase();
});

test("a later snapshot adds, renames, moves, supersedes and marks what has gone", async () => {
  await load(db, "2020-02-01", TOWN);
  const result = await load(db, "2020-05-01", [
    snapshot(),
    site("1", { name: "Bistro One", address: "9 New Road" }),
    rating("1", "3", { ratedOn: "2020-04-20" }),
    site("2", { reply: null }),
    rating("2", "1"),
    site("3"),
    rating("3", "AwaitingInspection", { ratedOn: null }),
    site("9"),
    rating("9", "4"),
  ]);
  expect(result.counts).toMatchObject({ added: 1, updated: 2, gone: 1, newRatings: 2 });
  expect(await listed(db)).toEqual({
    "Bistro One": "yellow",
    "Cafe Number2": "red",
    "Cafe Number3": "never",
    "Cafe Number4": "ceased",
    "Cafe Number9": "green",
  });
  const renamed = await siteNamed(db, "Bistro One");
  expect(renamed.formerNames).toEqual([{ name: "Cafe Number1", until: "2020-05-01" }]);
  expect(renamed.earlier).toMatchObject([
    { outcome: "5", asOf: "2020-02-01", inputs: { hygiene: 5, structural: 0, confidence: 5 } },
  ]);
  expect((await siteNamed(db, "Cafe Number2")).reply).toBeNull();
  const gone = await siteNamed(db, "Cafe Number4");
  expect(gone).toMatchObject({ state: "gone", endedOn: "2020-05-01" });
});

test("what was gone and is named again is open again", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(db, "2020-03-01", TOWN.slice(0, -2));
  expect((await listed(db))["Cafe Number4"]).toBe("ceased");
  await load(db, "2020-04-01", TOWN);
  expect((await listed(db))["Cafe Number4"]).toBe("exempt");
});

test("an older snapshot fills history in and does not turn time back", async () => {
  await load(db, "2020-05-01", [snapshot(), site("1", { name: "New Name" }), rating("1", "3")]);
  const older = [
    snapshot(),
    site("1", { name: "Old Name" }),
    rating("1", "5", { ratedOn: "2019-01-01" }),
    site("7"),
    rating("7", "4"),
  ];
  await load(db, "2020-02-01", older);
  expect(await listed(db)).toEqual({ "New Name": "yellow", "Cafe Number7": "ceased" });
  const found = await siteNamed(db, "New Name");
  expect(found.ratings).toMatchObject([{ outcome: "3", asOf: "2020-05-01" }]);
  expect(found.earlier).toMatchObject([{ outcome: "5", asOf: "2020-02-01" }]);
  expect(found.formerNames.map((former) => former.name)).toEqual(["Old Name"]);
  const before = await dumpAll(db);
  expect((await load(db, "2020-02-01", older)).state).toBe("unchanged");
  expect(await dumpAll(db)).toEqual(before);
});

test("the order in which snapshots arrive does not matter to what is current", async () => {
  const days = ["2020-01-15", "2020-02-15", "2020-03-15", "2020-04-15"];
  const words = fc.constantFrom("5", "3", "1", "AwaitingInspection", null);
  let towns = 0;
  const told = fc.tuple(words, words, words, words);
  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(told, told, order, async (first, second, arrival) => {
      const outcome: string[][] = [];
      for (const sequence of [[0, 1, 2, 3], arrival]) {
        towns += 1;
        const town = `Town${towns}`;
        for (const i of sequence) {
          const rows = [first, second].flatMap((words, place): ImportRow[] => {
            const word = words[i];
            const key = String(place + 1);
            return word ? [site(key), rating(key, word, { ratedOn: null })] : [];
          });
          if (rows.length === 0) continue;
          await load(db, days[i] ?? "", [snapshot({ town }), ...rows], { acceptGone: true });
        }
        const rows = await db<{ row: string }[]>`
          select l.name || ' ' || food_standing as row from listings l
          join authorities a on a.id = l.authority_id where a.slug = ${town.toLowerCase()}
          order by 1`;
        outcome.push(rows.map(({ row }) => row));
      }
      expect(outcome[1]).toEqual(outcome[0]);
    }),
    {
      numRuns: 15,
      // Gone, back and gone again, told out of order.
      examples: [
        [
          ["5", "5", "5", "5"],
          ["5", null, "5", null],
          [1, 0, 3, 2],
        ],
      ],
    },
  );
}, 240_000);

test("a correction of the same day is healed by the next snapshot that repeats it", async () => {
  const awaiting = [snapshot(), site("1"), rating("1", "AwaitingInspection", { ratedOn: null })];
  await load(db, "2020-02-01", [snapshot(), site("1"), rating("1", "5")]);
  await load(db, "2020-02-01", awaiting);
  await load(db, "2020-06-01", awaiting);
  expect(await listed(db)).toEqual({ "Cafe Number1": "never" });
});

test("a place that its source lists without a result keeps no old colour", async () => {
  await load(db, "2020-02-01", [snapshot(), site("1"), rating("1", "5")]);
  await load(db, "2020-03-01", [snapshot(), site("1"), rating("1", null, { ratedOn: null })]);
  expect(await listed(db)).toEqual({ "Cafe Number1": "unpublished" });
});

test("a rating that returns to an earlier value is a new rating", async () => {
  for (const [day, value] of [
    ["2020-02-01", "5"],
    ["2020-03-01", "3"],
    ["2020-04-01", "5"],
  ] as const) {
    await load(db, day, [snapshot(), site("1"), rating("1", value)]);
  }
  const found = await siteNamed(db, "Cafe Number1");
  expect(found.ratings.map((r) => r.outcome)).toEqual(["5"]);
  expect(found.earlier.map((r) => r.outcome)).toEqual(["3", "5"]);
});
