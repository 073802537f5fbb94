import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { changePlan } from "@/db/commands/change-plan";
import { planDay } from "@/db/commands/plan-day";
import { listPlan, listPlannedDays } from "@/db/queries/list-plan";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const DAY = "2026-03-02";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  const along = (n: number) => ({ position: { lat: 51.5, lon: -0.1 + n / 100 } });
  await load(db, "2025-06-01", [
    snapshot(),
    ...["1", "2", "3", "4"].flatMap((key) => [
      site(key, { name: `Stop ${key}`, ...along(Number(key)) }),
      rating(key, "5"),
    ]),
  ]);
  await load(db, "2025-06-01", [snapshot({ town: "Otherham" }), site("1", { name: "Foreign" })]);
  for (const { name, publicId } of await db<{ name: string; publicId: string }[]>`
    select name, public_id from listings`) {
    ids[name] = publicId;
  }
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const stop = (name: string) => ({ site: ids[name] as string, domain: "food" as const });
const names = async (actor = inspector) =>
  (await listPlan(db, actor, DAY)).map(({ listing }) => listing.name);

test("what is planned stands in its order, and planning it again adds nothing", async () => {
  const stops = ["Stop 3", "Stop 1"].map(stop);
  expect(await planDay(db, inspector, { day: DAY, stops })).toEqual({ ok: true, added: 2 });
  expect(await planDay(db, inspector, { day: DAY, stops: [...stops, stop("Stop 2")] })).toEqual({
    ok: true,
    added: 1,
  });
  expect(await names()).toEqual(["Stop 3", "Stop 1", "Stop 2"]);
  expect(await listPlannedDays(db, inspector, DAY)).toEqual([{ day: DAY, stops: 3 }]);
});

test("stops are moved and removed one by one, never beyond either end", async () => {
  const change = (name: string, to: "earlier" | "later" | "remove") =>
    changePlan(db, inspector, { day: DAY, change: to, stop: stop(name) });
  await change("Stop 2", "earlier");
  expect(await names()).toEqual(["Stop 3", "Stop 2", "Stop 1"]);
  await change("Stop 3", "earlier");
  await change("Stop 1", "later");
  expect(await names()).toEqual(["Stop 3", "Stop 2", "Stop 1"]);
  await change("Stop 3", "later");
  expect(await names()).toEqual(["Stop 2", "Stop 3", "Stop 1"]);
  await change("Stop 3", "remove");
  await change("Stop 3", "remove");
  expect(await names()).toEqual(["Stop 2", "Stop 1"]);
});

test("the nearest order goes along the street", async () => {
  await planDay(db, inspector, { day: DAY, stops: ["Stop 4", "Stop 3"].map(stop) });
  await changePlan(db, inspector, { day: DAY, change: "nearest", stop: null });
  const order = await names();
  const street = ["Stop 1", "Stop 2", "Stop 3", "Stop 4"];
  expect([order, order.toReversed()]).toContainEqual(street);
});

test("two who plan at once for one person lose no stop", async () => {
  await Promise.all(
    ["Stop 1", "Stop 2", "Stop 3", "Stop 4"].map((name) =>
      planDay(db, inspector, { day: "2026-03-03", stops: [stop(name)] }),
    ),
  );
  expect(await listPlannedDays(db, inspector, "2026-03-03")).toEqual([
    { day: "2026-03-03", stops: 4 },
  ]);
});

test("places of another authority are refused with a trace, and nobody sees another's plan", async () => {
  expect(await planDay(db, inspector, { day: DAY, stops: [stop("Foreign")] })).toEqual({
    ok: false,
    reason: "forbidden",
  });
  const [trace] = await db`
    select from access_log where user_id = ${inspector.userId} and action = 'plan-day' and not allowed`;
  expect(trace).toBeDefined();
  const colleague = await enrol(db, [{ role: "inspector", at: "testham" }]);
  expect(await names(colleague)).toEqual([]);
  const auditor = await enrol(db, [{ role: "auditor", at: null }]);
  expect((await planDay(db, auditor, { day: DAY, stops: [stop("Stop 1")] })).ok).toBe(false);
});

test("a day holds no more than anybody visits, and unknown places are refused", async () => {
  const unknown = [{ site: "0000000000", domain: "food" as const }];
  expect(await planDay(db, inspector, { day: DAY, stops: unknown })).toEqual({
    ok: false,
    reason: "unknown",
  });
});

test("whoever leaves an authority no longer sees its places in their plan", async () => {
  await db`update memberships set ended_at = now() where user_id = ${inspector.userId}`;
  expect(await names()).toEqual([]);
});
