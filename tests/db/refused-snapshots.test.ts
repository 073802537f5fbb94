import { beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { dumpAll } from "@/tests/support/dump";
import { ownDatabase } from "@/tests/support/own-database";
import { load, rating, site, snapshot, visit } from "@/tests/support/rows";
import { listed, problems, TOWN } from "@/tests/support/snapshot-town";

let db: Db;

beforeEach(async () => {
  db = await ownDatabase();
});

test("a place whose row was refused has not gone", async () => {
  await load(db, "2020-02-01", TOWN);
  const issue = { kind: "issue", line: 1, field: "name", value: null, problem: "missing" } as const;
  const refused = { ...issue, key: "1", action: "row-refused" } as const;
  await load(db, "2020-03-01", [...TOWN.slice(0, 1), refused, ...TOWN.slice(3)]);
  expect((await listed(db))["Cafe Number1"]).toBe("green");
  const nameless = { ...issue, key: null, action: "row-refused" } as const;
  await load(db, "2020-04-01", [...TOWN.slice(0, 1), nameless, ...TOWN.slice(3)]);
  expect((await listed(db))["Cafe Number1"]).toBe("green");
});

test("ids and dates that cannot be are refused and stop nothing", async () => {
  const result = await load(db, "2020-02-01", [
    snapshot(),
    site("1"),
    visit("1", "v1", "2099-01-01"),
    rating("1", "5", { visitKey: "v1", ratedOn: "2099-01-01" }),
    site("x".repeat(8000), { name: "Endless id" }),
  ]);
  expect(result.state).toBe("applied");
  expect(await listed(db)).toEqual({ "Cafe Number1": "never" });
  expect(await problems(db)).toContain("key-too-long");
  expect(await problems(db)).toContain("date-after-snapshot");
});

test("where many visits are later than the snapshot, its day is wrong and nothing is taken", async () => {
  const visits = Array.from({ length: 20 }, (_, i) => visit("1", `v${i}`, "2021-05-05"));
  const result = await load(db, "2020-02-01", [snapshot(), site("1"), ...visits]);
  expect(result).toMatchObject({ state: "refused" });
  expect(result.reason).toContain("20 visits or results are dated after 2020-02-01");
  expect(await listed(db)).toEqual({});
});

test("a file that breaks in the middle changes nothing and leaves its reason", async () => {
  await load(db, "2020-02-01", TOWN);
  const before = await dumpAll(db);
  const { UnreadableFile } = await import("@/core/import-row");
  const broken = (function* () {
    yield snapshot();
    yield site("1", { name: "Half" });
    throw new UnreadableFile("The XML is broken or cut short.");
  })();
  const result = await load(db, "2020-03-01", broken);
  expect(result).toMatchObject({ state: "refused", reason: "The XML is broken or cut short." });
  expect(await dumpAll(db)).toEqual(before);
});

test("a snapshot without a day is refused with the way to give one", async () => {
  const result = await load(db, "2020-02-01", TOWN, { asOf: null });
  expect(result.state).toBe("refused");
  expect(result.reason).toContain("--as-of");
});

test("a snapshot in which more than 30 % has gone is held until a person accepts it", async () => {
  await load(db, "2020-02-01", TOWN);
  const few = TOWN.slice(0, 5);
  const held = await load(db, "2020-03-01", few);
  expect(held.state).toBe("held");
  expect(held.reason).toContain("2 of 4");
  expect((await listed(db))["Cafe Number4"]).toBe("exempt");
  const accepted = await load(db, "2020-03-01", few, { acceptGone: true });
  expect(accepted.counts).toMatchObject({ gone: 2 });
});

test("a partial snapshot marks nothing as gone", async () => {
  await load(db, "2020-02-01", TOWN);
  await load(db, "2020-03-01", TOWN.slice(0, 3), { partial: true });
  expect(Object.values(await listed(db))).not.toContain("ceased");
});
