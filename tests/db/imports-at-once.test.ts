import { beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { ownDatabase } from "@/tests/support/own-database";
import { load, site, snapshot } from "@/tests/support/rows";
import { listed, TOWN } from "@/tests/support/snapshot-town";

let db: Db;

beforeEach(async () => {
  db = await ownDatabase();
});

test("two imports of one source at once have the effect of one", async () => {
  const [a, b] = await Promise.all([load(db, "2020-02-01", TOWN), load(db, "2020-02-01", TOWN)]);
  expect([a.state, b.state].sort()).toEqual(["applied", "unchanged"]);
  expect(Object.keys(await listed(db))).toHaveLength(4);
});

test("imports at once take event positions without gap or repeat", async () => {
  const towns = ["Alpha", "Beta", "Gamma", "Delta"];
  await Promise.all(
    towns.map((town) => load(db, "2020-02-01", [snapshot({ town }), ...TOWN.slice(1)])),
  );
  const positions = await db<{ position: number }[]>`select position from events order by position`;
  expect(positions.map((row) => row.position)).toEqual(
    Array.from({ length: towns.length * 4 }, (_, i) => i + 1),
  );
});

test("imports at once that meet one register number for the first time share its operator", async () => {
  const operator = { scheme: "no-orgnr", level: "establishment", number: "973870718" } as const;
  const towns = ["Alpha", "Beta", "Gamma"];
  const results = await Promise.all(
    towns.map((town) => load(db, "2020-02-01", [snapshot({ town }), site("1", { operator })])),
  );
  expect(results.map(({ state }) => state)).toEqual(["applied", "applied", "applied"]);
  const [entities] = await db`select count(*) from legal_entities`;
  const [operated] = await db`select count(distinct entity_id) from site_operators`;
  expect([entities?.count, operated?.count]).toEqual([1, 1]);
});
